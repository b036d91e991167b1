import { formatDuration } from '@callboard/plugin-callboard-common';
import { sumBy } from 'lodash';
import { RecordedChange } from '../../../changes/RecordedChange';
import { WorklogRow } from '../worklogs/WorklogRow';

/** Metadata in the activity entry of an ended timer, for display and notification rules. */
export function buildEndingMetadata({
  entries,
  unlogged,
  stoppedAfterHours,
}: {
  entries: readonly WorklogRow[];
  unlogged: ReadonlyArray<{
    day: { date: string; minutes: number };
    reason: string;
  }>;
  stoppedAfterHours: number | undefined;
}): NonNullable<RecordedChange['metadata']> {
  const minutes = sumBy(entries, 'duration_minutes');
  const unlogged_minutes = sumBy(unlogged, ({ day }) => day.minutes);
  const words = [
    ...(stoppedAfterHours === undefined
      ? []
      : [`stopped automatically after ${stoppedAfterHours}h`]),
    minutes > 0 ? `${formatDuration(minutes)} logged` : 'nothing logged',
    ...unlogged.map(
      ({ day, reason }) =>
        `${formatDuration(day.minutes)} of ${day.date} not logged: ${reason}`,
    ),
  ];
  return {
    text: words.join('; '),
    minutes,
    ...(unlogged.length > 0 ? { unlogged_minutes } : {}),
    ...(stoppedAfterHours === undefined
      ? {}
      : {
          stopped_after_hours: stoppedAfterHours,
          // The day that needs action, or else the first logged day.
          date: unlogged[0]?.day.date ?? entries[0]?.logged_at ?? null,
        }),
  };
}
