import {
  writeDuration,
  type Worklog,
} from '@callboard/plugin-callboard-common';
import { useState } from 'react';
import { readTypedDuration } from '../duration/readTypedDuration';
import type { LoggedItem } from '../items/LoggedItem';
import { clockOf, startedAtOf } from './startedAtOf';
import type { EntryValues } from './useSaveEntry';

/** Whether time is billable: what the project says, or said here. */
export type Billable = 'project' | 'yes' | 'no';

/** An entry while it is typed. */
export interface EntryDraft {
  item: LoggedItem | null;
  date: string;
  duration: string;
  /** Local, `HH:MM`; empty where it is not told. */
  start: string;
  description: string;
  billable: Billable;
  /** Empty where it is not told. */
  activityType: string;
}

/** What a new entry begins with. */
export type NewEntryStart = Partial<
  Pick<EntryDraft, 'item' | 'date' | 'duration' | 'start'>
>;

function draftOf(worklog: Worklog): EntryDraft {
  const { work_item, project_id, started_at } = worklog;
  return {
    item: { ...work_item, project_id },
    date: worklog.logged_at,
    duration: writeDuration(worklog.duration_minutes),
    start: started_at ? clockOf(started_at) : '',
    description: worklog.description ?? '',
    billable: worklog.is_billable ? 'yes' : 'no',
    activityType: worklog.activity_type ?? '',
  };
}

function valuesOf(
  draft: EntryDraft,
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
          started_at: startedAtOf(date, start, before),
          description: description.trim() || null,
          is_billable: billable === 'project' ? null : billable === 'yes',
          activity_type: draft.activityType || null,
        },
      }
    : undefined;
}

/**
 * An entry while it is typed, and as it would be saved.
 *
 * @param start - the entry to change, or what a new one begins with
 */
export function useEntryDraft(
  start: Worklog | NewEntryStart,
  minutesPerDay: number,
): {
  draft: EntryDraft;
  set: (patch: Partial<EntryDraft>) => void;
  /** Undefined while something is missing or cannot be read. */
  values: EntryValues | undefined;
} {
  const [draft, setDraft] = useState<EntryDraft>(() =>
    'id' in start
      ? draftOf(start)
      : {
          item: null,
          date: '',
          duration: '',
          start: '',
          description: '',
          billable: 'project',
          activityType: '',
          ...start,
        },
  );
  const { minutes } = readTypedDuration(draft.duration, minutesPerDay);
  return {
    draft,
    set: patch => setDraft(current => ({ ...current, ...patch })),
    values: valuesOf(draft, minutes, 'id' in start ? start : undefined),
  };
}
