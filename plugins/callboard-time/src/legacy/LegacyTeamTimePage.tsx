import { LegacyPage } from '@callboard/plugin-callboard-react/legacy';
import { TeamTimePage } from '../team/TeamTimePage';

/** The page Team time with its header. */
export function LegacyTeamTimePage(props: { title?: string }) {
  return (
    <LegacyPage title={props.title ?? 'Team time'}>
      <TeamTimePage />
    </LegacyPage>
  );
}
