import { Change } from '../../../changes/Changes';
import { WorkspaceRow } from '../../../access/Caller';
import { readTimeZones } from '../people/TimePeople';
import { TimerDay, splitTimerDays } from '../rules/splitTimerDays';
import { toTimeSettings } from '../calendar/TimeSettingsService';
import { readWorklogOwner, buildWorklog } from '../worklogs/buildWorklog';
import { ItemWithRights, getUnloggableReason } from '../worklogs/LoggableItems';
import { WorklogChanges } from '../worklogs/WorklogChanges';
import {
  formatWorklogProblem,
  WorklogProblem,
} from '../worklogs/findWorklogProblems';
import { WorklogRow } from '../worklogs/WorklogRow';
import { LockedTimer } from './TimerLocks';
import { TimerRow } from './TimerRow';

const HOUR_MS = 3_600_000;

/** A timer that ends, with its item and workspace. */
export interface EndingTimer {
  timer: TimerRow;
  /** The description of its worklogs. */
  description: string | null;
  /** The item with the person's rights; undefined if its project is deleted. */
  item: ItemWithRights | undefined;
  /** Undefined for a deleted workspace. */
  workspace: WorkspaceRow | undefined;
}

/** Converts a locked timer to an ending one; undefined if none is running. */
export function toEndingTimer({
  timer,
  items,
  workspaces,
}: LockedTimer): EndingTimer | undefined {
  return (
    timer && {
      timer,
      item: items.get(timer.work_item_id),
      workspace: workspaces.get(timer.workspace_id),
      description: timer.description,
    }
  );
}

/** A day of a timer that ends: a worklog, or the reason why it cannot be logged. */
export type DraftedDay = { day: TimerDay } & (
  | { worklog: WorklogRow; reason?: undefined }
  | { reason: string; problem?: WorklogProblem }
);

/** The worklogs that a timer would result in. */
export interface TimerDraft {
  days: DraftedDay[];
  /** The limit in hours, if the timer exceeded it. */
  stoppedAfterHours: number | undefined;
}

/** Computes when a timer reaches its limit, in milliseconds since 1970. */
export function computeTimerLimit(
  { started_at }: Pick<TimerRow, 'started_at'>,
  hours: number,
): number {
  return Date.parse(started_at) + hours * HOUR_MS;
}

/**
 * Drafts the worklogs that a timer would result in if it ended. Its time never exceeds the limit of
 * its workspace, however the timer ends.
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
  const { max_timer_hours, rounding_minutes } = toTimeSettings(
    workspace ?? { settings: {} },
  );
  const limit = computeTimerLimit(timer, max_timer_hours);
  const getTimeZone = await readTimeZones(change.tx, [timer.user_ref]);
  const days = splitTimerDays(
    Date.parse(timer.started_at),
    Math.min(until, limit),
    {
      zone: getTimeZone(timer.user_ref, workspace ?? { timezone: 'UTC' }),
      rounding_minutes,
    },
  );
  const reason = getUnloggableReason(item);
  return {
    stoppedAfterHours: until > limit ? max_timer_hours : undefined,
    days:
      reason === undefined
        ? await draftDays(change, worklogChanges, ending, days)
        : days.map(day => ({ day, reason })),
  };
}

/** Drafts the worklogs on an item on which the person can log time. */
async function draftDays(
  change: Change,
  worklogChanges: WorklogChanges,
  { timer, description, ...ending }: EndingTimer,
  days: readonly TimerDay[],
): Promise<DraftedDay[]> {
  // An item on which time can be logged always has a workspace.
  const workspace = ending.workspace!;
  const owner = await readWorklogOwner(change.tx, workspace.id, timer.user_ref);
  const worklogs = days.map(day =>
    buildWorklog(
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
  const problems = await worklogChanges.findProblems(
    change,
    workspace,
    worklogs.map(after => ({ before: null, after })),
  );
  return days.map((day, index) => {
    const worklog = worklogs[index];
    const problem = problems.find(each => each.index === index);
    return problem
      ? { day, problem, reason: formatWorklogProblem(problem, worklog) }
      : { day, worklog };
  });
}
