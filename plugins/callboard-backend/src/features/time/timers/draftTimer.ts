import { Change } from '../../../changes/Changes';
import { WorkspaceRow } from '../../../core/workspaces/WorkspaceRow';
import { zonesOf } from '../people/zonesOf';
import { TimerDay, timerDays } from '../rules/timerDays';
import { timeSettingsOf } from '../timeSettingsOf';
import { entryOwner } from '../worklogs/entryOwner';
import { LoggableItem } from '../worklogs/LoggableItems';
import { newWorklog } from '../worklogs/newWorklog';
import { whyNotLoggable, whyNotLogged } from '../worklogs/whyNotLoggable';
import { WorklogChanges } from '../worklogs/WorklogChanges';
import { WorklogProblem } from '../worklogs/worklogProblems';
import { WorklogRow } from '../worklogs/WorklogRow';
import { TimerRow } from './TimerRow';

const HOUR_MS = 3_600_000;

/** A timer that ends, and where it stands. */
export interface EndingTimer {
  timer: TimerRow;
  /** What its entries are to be described as. */
  description: string | null;
  /** As it stands to whose timer it is; undefined for one out of all sight. */
  item: LoggableItem | undefined;
  /** Undefined for one that is deleted. */
  workspace: WorkspaceRow | undefined;
}

/** A day of a timer that ends: an entry, or why there can be none. */
export type DraftedDay = { day: TimerDay } & (
  | { entry: WorklogRow; reason?: undefined }
  | { reason: string; problem?: WorklogProblem }
);

/** What a timer would be logged as. */
export interface TimerDraft {
  days: DraftedDay[];
  /** After how many hours it has ended, where it ran longer than timers may. */
  stoppedAfterHours: number | undefined;
}

/** When a timer ends by itself, milliseconds since 1970. */
export function longestUntil(
  { started_at }: Pick<TimerRow, 'started_at'>,
  hours: number,
): number {
  return Date.parse(started_at) + hours * HOUR_MS;
}

/**
 * What a timer would be logged as if it ended. Whoever ends it, and when: it never
 * counts for longer than timers may run in its workspace.
 *
 * @param until - milliseconds since 1970
 */
export async function draftTimer(
  change: Change,
  worklogChanges: WorklogChanges,
  ending: EndingTimer,
  until: number,
): Promise<TimerDraft> {
  const { timer, item, workspace } = ending;
  const { max_timer_hours, rounding_minutes } = timeSettingsOf(
    workspace ?? { settings: {} },
  );
  const limit = longestUntil(timer, max_timer_hours);
  const zoneOf = await zonesOf(change.tx, [timer.user_ref]);
  const days = timerDays(Date.parse(timer.started_at), Math.min(until, limit), {
    zone: zoneOf(timer.user_ref, workspace ?? { timezone: 'UTC' }),
    rounding_minutes,
  });
  const reason = whyNotLoggable(item);
  return {
    stoppedAfterHours: until > limit ? max_timer_hours : undefined,
    days:
      reason === undefined
        ? await draftDays(change, worklogChanges, ending, days)
        : days.map(day => ({ day, reason })),
  };
}

/** The same of an item that can be logged on. */
async function draftDays(
  change: Change,
  worklogChanges: WorklogChanges,
  { timer, description, ...ending }: EndingTimer,
  days: readonly TimerDay[],
): Promise<DraftedDay[]> {
  // An item is seen where its workspace is there.
  const workspace = ending.workspace!;
  const owner = await entryOwner(change.tx, workspace.id, timer.user_ref);
  const entries = days.map(day =>
    newWorklog(
      change,
      { workspace, item: ending.item!, ...owner, source: 'timer' },
      {
        duration_minutes: day.minutes,
        description,
        logged_at: day.date,
        started_at: new Date(day.from).toISOString(),
        is_billable: timer.is_billable,
      },
    ),
  );
  const problems = await worklogChanges.problemsOf(
    change,
    workspace,
    entries.map(after => ({ before: null, after })),
  );
  return days.map((day, index) => {
    const entry = entries[index];
    const problem = problems.find(each => each.index === index);
    return problem
      ? { day, problem, reason: whyNotLogged(problem, entry) }
      : { day, entry };
  });
}
