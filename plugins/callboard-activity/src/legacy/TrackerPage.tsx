import { LegacyPage } from '@callboard/plugin-callboard-react/legacy';
import { ActivityTrackerPage } from '../pages/ActivityTrackerPage';

/** The Activity Tracker, with a header unless it is a tab. */
export function TrackerPage(props: { title?: string }) {
  return (
    <LegacyPage title={props.title ?? 'Activity Tracker'}>
      <ActivityTrackerPage />
    </LegacyPage>
  );
}
