import { ConflictError } from '@backstage/errors';
import { Worklog, formatDuration } from '@callboard/plugin-callboard-common';
import { sumBy, uniqBy } from 'lodash';
import { Change } from '../../../changes/Changes';
import { ResourceChange } from '../../../changes/ResourceChange';
import { createId } from '../../../database/ids';
import { createFieldError } from '../../../http/errors';
import { TimerDay, splitTimerDays } from '../rules/splitTimerDays';
import { applyWorklogChanges } from '../worklogs/applyWorklogChanges';
import { toOwnWorklogResponses } from '../worklogs/listWorklogs';
import { WorklogRow } from '../worklogs/WorklogRow';
import { readTimeZones } from '../../../core/people/readTimeZones';
import { workspaceSettings } from '../../../core/workspaces/WorkspaceService';
import { readWorklogOwner, buildWorklog } from '../worklogs/buildWorklog';
import { getUnloggableReason } from '../worklogs/LoggableItems';
import {
  findWorklogProblems,
  formatWorklogProblem,
  WorklogProblem,
} from '../worklogs/findWorklogProblems';
import { RunningTimer } from './lockTimer';
import {
  TimerRow,
  toTimerActivity,
  UnloggedTime,
  unloggedTimeTable,
} from './TimerRow';

const HOUR_MS = 3_600_000;

/** A day of a timer that cannot be logged. */
interface UnloggedDay {
  day: TimerDay;
  reason: string;
  /** Undefined if the person cannot log time on the item. */
  problem?: WorklogProblem;
}

/** The worklogs that a timer results in, and the days that cannot be logged. */
interface TimerOutcome {
  worklogs: readonly WorklogRow[];
  unlogged: readonly UnloggedDay[];
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
 * Drafts the worklogs that a timer would result in if it ended at `until`. Their total time never
 * exceeds the timer limit of the workspace, even if `until` is later.
 *
 * @param until - milliseconds since 1970
 */
async function draftTimer(
  change: Change,
  runningTimer: RunningTimer,
  until: number,
): Promise<TimerOutcome> {
  const { timer, item, workspace } = runningTimer;
  const { max_timer_hours, rounding_minutes } = workspaceSettings.parseValues(
    workspace?.settings ?? {},
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
    ...(reason === undefined
      ? await draftDays(change, runningTimer, days)
      : { worklogs: [], unlogged: days.map(day => ({ day, reason })) }),
    stoppedAfterHours: until > limit ? max_timer_hours : undefined,
  };
}

/** Drafts the worklogs on an item on which the person can log time. */
async function draftDays(
  change: Change,
  runningTimer: RunningTimer,
  days: readonly TimerDay[],
): Promise<Pick<TimerOutcome, 'worklogs' | 'unlogged'>> {
  const { timer, description } = runningTimer;
  // An item on which time can be logged always has a workspace.
  const workspace = runningTimer.workspace!;
  const owner = await readWorklogOwner(change.tx, workspace.id, timer.user_ref);
  const worklogs = days.map(day =>
    buildWorklog(
      change,
      { workspace, item: runningTimer.item!, ...owner, source: 'timer' },
      {
        duration_minutes: day.minutes,
        description,
        logged_at: day.date,
        started_at: new Date(day.from).toISOString(),
        is_billable: timer.is_billable,
      },
    ),
  );
  const problems = await findWorklogProblems(
    change,
    workspace,
    worklogs.map(after => ({ before: null, after })),
  );
  const unlogged = uniqBy(problems, 'index').map(problem => ({
    day: days[problem.index],
    problem,
    reason: formatWorklogProblem(problem, worklogs[problem.index]),
  }));
  const invalid = new Set(problems.map(({ index }) => index));
  return {
    worklogs: worklogs.filter((_, index) => !invalid.has(index)),
    unlogged,
  };
}

/**
 * Ends a locked timer and logs all of its time, one worklog per day.
 *
 * @param until - milliseconds since 1970
 * @param descriptionField - the request field for the description of the worklogs, if any
 * @throws InvalidRequestError if the first day that cannot be logged lacks a description, and
 *   `descriptionField` is set
 * @throws ConflictError if a day cannot be logged for another reason
 */
export async function logTimer(
  change: Change,
  runningTimer: RunningTimer,
  { until, descriptionField }: { until: number; descriptionField?: string },
): Promise<Worklog[]> {
  const outcome = await draftTimer(change, runningTimer, until);
  const [failed] = outcome.unlogged;
  if (failed) {
    throw descriptionField && failed.problem?.field === 'description'
      ? createFieldError(descriptionField, failed.problem.reason)
      : new ConflictError(
          `The timer is still running, because its time cannot be logged: ${failed.reason}`,
        );
  }
  const logged = await endTimer(change, runningTimer, outcome);
  return toOwnWorklogResponses(change.tx, runningTimer.timer.user_ref, logged);
}

/** Ends a locked timer, logs the time that can be logged, and stores the rest as unlogged time. */
export async function logOrStoreTimer(
  change: Change,
  runningTimer: RunningTimer,
  until: number,
): Promise<void> {
  const outcome = await draftTimer(change, runningTimer, until);
  await endTimer(change, runningTimer, outcome);
  await unloggedTimeTable.insert(
    change.tx,
    outcome.unlogged.map(unloggedDay =>
      createUnloggedTime(change, runningTimer, unloggedDay),
    ),
  );
}

async function endTimer(
  change: Change,
  { timer, item }: RunningTimer,
  outcome: TimerOutcome,
): Promise<WorklogRow[]> {
  const { worklogs, stoppedAfterHours: hours } = outcome;
  const { user_ref } = timer;
  await change.tx('timers').where({ user_ref }).delete();
  change.record(
    toTimerActivity(
      change.actor,
      'stop',
      { before: { timer, isVisible: item?.canView ?? false }, after: null },
      buildEndingMetadata(outcome),
    ),
  );
  const logged = await applyWorklogChanges(
    change,
    worklogs.map(after => ({ before: null, after })),
    {
      metadata:
        hours === undefined
          ? undefined
          : { text: `by a timer that stopped automatically after ${hours}h` },
    },
  );
  return logged.map(({ after }) => after!);
}

/**
 * Builds the metadata in the activity entry of an ended timer, for display and for notification
 * rules.
 */
function buildEndingMetadata({
  worklogs,
  unlogged,
  stoppedAfterHours,
}: TimerOutcome): NonNullable<ResourceChange['metadata']> {
  const minutes = sumBy(worklogs, 'duration_minutes');
  const unlogged_minutes = sumBy(unlogged, ({ day }) => day.minutes);
  const phrases = [
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
    text: phrases.join('; '),
    minutes,
    ...(unlogged.length > 0 ? { unlogged_minutes } : {}),
    ...(stoppedAfterHours === undefined
      ? {}
      : {
          stopped_after_hours: stoppedAfterHours,
          // The first day that needs action, or else the first logged day.
          date: unlogged[0]?.day.date ?? worklogs[0]?.logged_at ?? null,
        }),
  };
}

function createUnloggedTime(
  { now }: Change,
  { timer, description }: RunningTimer,
  { day, reason }: UnloggedDay,
): UnloggedTime {
  return {
    ...timer,
    id: createId(now),
    date: day.date,
    started_at: new Date(day.from).toISOString(),
    ended_at: new Date(day.to).toISOString(),
    minutes: day.minutes,
    description,
    reason,
    created_at: new Date(now).toISOString(),
  };
}
