import {
  formatDuration,
  type Worklog,
} from '@callboard/plugin-callboard-common';
import { useState } from 'react';
import { parseDurationInput } from '../duration/parseDurationInput';
import type { LoggedItem } from '../items/LoggedItem';
import { formatClock, toStartedAt } from './toStartedAt';
import type { EntryValues } from './useSaveEntry';

/** Whether a worklog is billable: as the project's default, or explicitly. */
export type Billable = 'project' | 'yes' | 'no';

/** A worklog as a draft in the form's fields. */
export interface WorklogDraft {
  item: LoggedItem | null;
  date: string;
  duration: string;
  /** Local time, `HH:MM`; empty if not set. */
  start: string;
  description: string;
  billable: Billable;
  /** Empty if not set. */
  activityType: string;
}

/** Initial values of a new worklog. */
export type InitialWorklogValues = Partial<
  Pick<WorklogDraft, 'item' | 'date' | 'duration' | 'start'>
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

/**
 * The draft of a worklog, and its parsed values.
 *
 * @param initial - the worklog to edit, or the initial values of a new one
 */
export function useEntryDraft(
  initial: Worklog | InitialWorklogValues,
  minutesPerDay: number,
): {
  draft: WorklogDraft;
  set: (patch: Partial<WorklogDraft>) => void;
  /** Undefined while a field is missing or invalid. */
  values: EntryValues | undefined;
} {
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
    set: patch => setDraft(current => ({ ...current, ...patch })),
    values: toEntryValues(
      draft,
      minutes,
      'id' in initial ? initial : undefined,
    ),
  };
}
