import type { Timer } from '@callboard/plugin-callboard-common';
import { getBrowserZone } from '@callboard/plugin-callboard-react';
import { DateTime } from 'luxon';
import { useState } from 'react';
import type { LoggedItem } from '../items/LoggedItem';
import type { TimerChange } from './useTimerActions';

/** A running timer as a draft in the form's fields. */
export interface TimerDraft {
  item: LoggedItem | null;
  description: string;
  /** Local date and time, to the minute, as for a `datetime-local` field. */
  start: string;
  isBillable: boolean;
}

const toField = (instant: string) =>
  DateTime.fromISO(instant, { zone: getBrowserZone() }).toFormat(
    "yyyy-MM-dd'T'HH:mm",
  );

const parseField = (text: string) =>
  DateTime.fromISO(text, { zone: getBrowserZone() });

function toDraft({ work_item, project, ...timer }: Timer): TimerDraft {
  return {
    item: { ...work_item, project_id: project.id },
    description: timer.description ?? '',
    start: toField(timer.started_at),
    isBillable: timer.is_billable,
  };
}

/** The fields of a timer that a draft changes. */
function toTimerChange(timer: Timer, draft: TimerDraft): TimerChange {
  const before = toDraft(timer);
  const { item, description, start, isBillable } = draft;
  return {
    ...(item && item.id !== timer.work_item.id && { work_item_id: item.id }),
    ...(description.trim() !== before.description && {
      description: description.trim() || null,
    }),
    // An unchanged start keeps its seconds.
    ...(start !== before.start && {
      started_at: parseField(start).toUTC().toISO()!,
    }),
    ...(isBillable !== timer.is_billable && { is_billable: isBillable }),
  };
}

/**
 * The draft of a running timer, and its changes. Untouched fields follow the timer, which can also
 * change in other tabs.
 *
 * @param ahead - how far the server's clock is ahead of the browser's, in milliseconds
 */
export function useTimerDraft(
  timer: Timer,
  ahead: number,
): {
  draft: TimerDraft;
  set: (patch: Partial<TimerDraft>) => void;
  startProblem?: 'future' | 'noStart';
  /** Undefined while a field is missing or invalid. */
  change: TimerChange | undefined;
} {
  const [typed, setTyped] = useState<Partial<TimerDraft>>({});
  const draft = { ...toDraft(timer), ...typed };
  const start = parseField(draft.start);
  const isFuture = start.toMillis() > Date.now() + ahead;
  const problem = isFuture ? 'future' : undefined;
  const startProblem = start.isValid ? problem : 'noStart';
  return {
    draft,
    set: patch => setTyped(current => ({ ...current, ...patch })),
    startProblem,
    change:
      startProblem === undefined && draft.item
        ? toTimerChange(timer, draft)
        : undefined,
  };
}
