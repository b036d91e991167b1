import { LegacyPage } from '@callboard/plugin-callboard-react/legacy';
import { TeamTimePage } from '../team/TeamTimePage';

/** The page Team time with a header. */
export function LegacyTeamTimePage(props: { title?: string }) {
  return (
    <LegacyPage title={props.title ?? 'Team time'}>
      <TeamTimePage />
    </LegacyPage>
  );
}
