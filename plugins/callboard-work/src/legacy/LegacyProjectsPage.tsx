import { LegacyPage } from '@callboard/plugin-callboard-react/legacy';
import { ProjectsPage } from '../projects/ProjectsPage';

/** The page Projects with its header. */
export function LegacyProjectsPage(props: { title?: string }) {
  return (
    <LegacyPage title={props.title ?? 'Projects'}>
      <ProjectsPage />
    </LegacyPage>
  );
}
