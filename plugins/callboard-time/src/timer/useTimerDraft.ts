import type { Timer } from '@callboard/plugin-callboard-common';
import { browserZone } from '@callboard/plugin-callboard-react';
import { DateTime } from 'luxon';
import { useState } from 'react';
import type { LoggedItem } from '../items/LoggedItem';
import type { TimerChange } from './useTimerActions';

/** A running timer while it is changed. */
export interface TimerDraft {
  item: LoggedItem | null;
  description: string;
  /** As a field for a date and a time holds it: local, to the minute. */
  start: string;
  isBillable: boolean;
}

const toField = (instant: string) =>
  DateTime.fromISO(instant, { zone: browserZone() }).toFormat(
    "yyyy-MM-dd'T'HH:mm",
  );

const fromField = (text: string) =>
  DateTime.fromISO(text, { zone: browserZone() });

function draftOf({ work_item, project, ...timer }: Timer): TimerDraft {
  return {
    item: { ...work_item, project_id: project.id },
    description: timer.description ?? '',
    start: toField(timer.started_at),
    isBillable: timer.is_billable,
  };
}

/** What of a timer a draft makes otherwise. */
function changeOf(timer: Timer, draft: TimerDraft): TimerChange {
  const before = draftOf(timer);
  const { item, description, start, isBillable } = draft;
  return {
    ...(item && item.id !== timer.work_item.id && { work_item_id: item.id }),
    ...(description.trim() !== before.description && {
      description: description.trim() || null,
    }),
    // The seconds of a start that stays are not lost.
    ...(start !== before.start && {
      started_at: fromField(start).toUTC().toISO()!,
    }),
    ...(isBillable !== timer.is_billable && { is_billable: isBillable }),
  };
}

/**
 * A running timer while it is changed, and what is otherwise. What was not touched is
 * what the timer says by now: it changes in other tabs, too.
 *
 * @param ahead - how far the server's clock is ahead of this one, in milliseconds
 */
export function useTimerDraft(
  timer: Timer,
  ahead: number,
): {
  draft: TimerDraft;
  set: (patch: Partial<TimerDraft>) => void;
  startProblem?: 'future' | 'noStart';
  /** Undefined while something is missing or wrong. */
  change: TimerChange | undefined;
} {
  const [typed, setTyped] = useState<Partial<TimerDraft>>({});
  const draft = { ...draftOf(timer), ...typed };
  const start = fromField(draft.start);
  const isFuture = start.toMillis() > Date.now() + ahead;
  const problem = isFuture ? 'future' : undefined;
  const startProblem = start.isValid ? problem : 'noStart';
  return {
    draft,
    set: patch => setTyped(current => ({ ...current, ...patch })),
    startProblem,
    change:
      startProblem === undefined && draft.item
        ? changeOf(timer, draft)
        : undefined,
  };
}
