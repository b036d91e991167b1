import { LegacyPage } from '@callboard/plugin-callboard-react/legacy';
import { TimeAdminPage } from '../admin/TimeAdminPage';

/** The admin page for time, with a header unless it is a tab. */
export function LegacyTimeAdminPage(props: { title?: string }) {
  return (
    <LegacyPage title={props.title ?? 'Time'}>
      <TimeAdminPage />
    </LegacyPage>
  );
}
