import {
  formatDuration,
  type Worklog,
} from '@callboard/plugin-callboard-common';
import { useState } from 'react';
import { getBrowserZone } from '@callboard/plugin-callboard-react';
import { DateTime } from 'luxon';
import { parseDurationInput } from './DurationField';
import type { LoggableItem } from './WorkItemPicker';
import type { EntryValues } from './entryMutations';

const toLocalDateTime = (instant: string) =>
  DateTime.fromISO(instant, { zone: getBrowserZone() });

const toDayNumber = (date: string) =>
  DateTime.fromISO(date, { zone: 'utc' }).diff(DateTime.utc(1970), 'days').days;

/** Formats an instant for a time field: local, `HH:MM`. */
const formatClock = (instant: string): string =>
  toLocalDateTime(instant).toFormat('HH:mm');

/**
 * Computes the start of a worklog from the typed date and time.
 *
 * The date of a worklog is in the workspace's time zone, and the typed time is in the viewer's. In
 * the viewer's time zone, an existing start can therefore be on the day before or after the
 * worklog's date. An edit preserves this difference.
 *
 * @param clock - local, `HH:MM`; empty if not set
 * @param before - the worklog before the edit
 */
function toStartedAt(
  date: string,
  clock: string,
  before?: Pick<Worklog, 'logged_at' | 'started_at'>,
): string | null {
  if (!clock) {
    return null;
  }
  if (!before?.started_at) {
    return toLocalDateTime(`${date}T${clock}`).toUTC().toISO();
  }
  const { logged_at, started_at } = before;
  const isSameClock = clock === formatClock(started_at);
  if (isSameClock && date === logged_at) {
    return started_at;
  }
  const days = toDayNumber(date) - toDayNumber(logged_at);
  const moved = toLocalDateTime(started_at).plus({ days });
  const [hour, minute] = clock.split(':').map(Number);
  const start = isSameClock
    ? moved
    : moved.set({ hour, minute, second: 0, millisecond: 0 });
  return start.toUTC().toISO();
}

/** Whether a worklog is billable; `project` uses the project's default. */
export type Billable = 'project' | 'yes' | 'no';

export interface WorklogDraft {
  item: LoggableItem | null;
  date: string;
  duration: string;
  /** Local time, `HH:MM`; empty if not set. */
  start: string;
  description: string;
  billable: Billable;
  activityType: string;
}

export type InitialWorklogValues = Partial<
  Pick<WorklogDraft, 'item' | 'date' | 'duration' | 'start' | 'description'>
>;

function toDraft(worklog: Worklog): WorklogDraft {
  const { work_item, project_id, started_at } = worklog;
  return {
    item: { ...work_item, project_id },
    date: worklog.logged_at,
    duration: formatDuration(worklog.duration_minutes),
    start: started_at ? formatClock(started_at) : '',
    description: worklog.description ?? '',
    billable: worklog.is_billable ? 'yes' : 'no',
    activityType: worklog.activity_type ?? '',
  };
}

function toEntryValues(
  draft: WorklogDraft,
  minutes: number | undefined,
  before: Worklog | undefined,
): EntryValues | undefined {
  const { item, date, start, description, billable } = draft;
  return item && date && minutes
    ? {
        item,
        body: {
          duration_minutes: minutes,
          logged_at: date,
          started_at: toStartedAt(date, start, before),
          description: description.trim() || null,
          is_billable: billable === 'project' ? null : billable === 'yes',
          activity_type: draft.activityType || null,
        },
      }
    : undefined;
}

export function useEntryDraft(
  initial: Worklog | InitialWorklogValues,
  minutesPerDay: number,
) {
  const [draft, setDraft] = useState<WorklogDraft>(() =>
    'id' in initial
      ? toDraft(initial)
      : {
          item: null,
          date: '',
          duration: '',
          start: '',
          description: '',
          billable: 'project',
          activityType: '',
          ...initial,
        },
  );
  const { minutes } = parseDurationInput(draft.duration, minutesPerDay);
  return {
    draft,
    set: (patch: Partial<WorklogDraft>) =>
      setDraft(current => ({ ...current, ...patch })),
    /** Undefined while a field is missing or invalid. */
    values: toEntryValues(
      draft,
      minutes,
      'id' in initial ? initial : undefined,
    ),
  };
}
