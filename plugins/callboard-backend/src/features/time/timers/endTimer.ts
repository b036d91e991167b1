import { ConflictError } from '@backstage/errors';
import { Worklog, formatDuration } from '@callboard/plugin-callboard-common';
import { sumBy } from 'lodash';
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
  deleteTimer,
  TimerRow,
  toTimerActivity,
  UnloggedTime,
  unloggedTimeTable,
} from './TimerRow';

const HOUR_MS = 3_600_000;

/** One day of an ending timer: the day's worklog, or the reason why the day cannot be logged. */
type DraftedDay = { day: TimerDay } & (
  | { worklog: WorklogRow; reason?: undefined }
  | { reason: string; problem?: WorklogProblem }
);

/** The worklogs that a timer would result in. */
interface TimerDraft {
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
 * Drafts the worklogs that a timer would result in if it ended at `until`. Their total time never
 * exceeds the timer limit of the workspace, even if `until` is later.
 *
 * @param until - milliseconds since 1970
 */
async function draftTimer(
  change: Change,
  runningTimer: RunningTimer,
  until: number,
): Promise<TimerDraft> {
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
    stoppedAfterHours: until > limit ? max_timer_hours : undefined,
    days:
      reason === undefined
        ? await draftDays(change, runningTimer, days)
        : days.map(day => ({ day, reason })),
  };
}

/** Drafts the worklogs on an item on which the person can log time. */
async function draftDays(
  change: Change,
  runningTimer: RunningTimer,
  days: readonly TimerDay[],
): Promise<DraftedDay[]> {
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
  return days.map((day, index) => {
    const worklog = worklogs[index];
    const problem = problems.find(candidate => candidate.index === index);
    return problem
      ? { day, problem, reason: formatWorklogProblem(problem, worklog) }
      : { day, worklog };
  });
}

interface UnloggedDay {
  day: TimerDay;
  reason: string;
}

interface TimerOutcome extends Pick<TimerDraft, 'stoppedAfterHours'> {
  worklogs: readonly WorklogRow[];
  unlogged: readonly UnloggedDay[];
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
  const { days, stoppedAfterHours } = await draftTimer(
    change,
    runningTimer,
    until,
  );
  const worklogs: WorklogRow[] = [];
  for (const draft of days) {
    if (draft.reason === undefined) {
      worklogs.push(draft.worklog);
    } else if (descriptionField && draft.problem?.field === 'description') {
      throw createFieldError(descriptionField, draft.problem.reason);
    } else {
      throw new ConflictError(
        `The timer is still running, because its time cannot be logged: ${draft.reason}`,
      );
    }
  }
  const logged = await endTimer(change, runningTimer, {
    worklogs,
    unlogged: [],
    stoppedAfterHours,
  });
  return toOwnWorklogResponses(change.tx, runningTimer.timer.user_ref, logged);
}

/** Ends a locked timer, logs the time that can be logged, and stores the rest as unlogged time. */
export async function logOrStoreTimer(
  change: Change,
  runningTimer: RunningTimer,
  until: number,
): Promise<void> {
  const { days, stoppedAfterHours } = await draftTimer(
    change,
    runningTimer,
    until,
  );
  const unlogged = days.flatMap(({ day, reason }) =>
    reason === undefined ? [] : [{ day, reason }],
  );
  const worklogs = days.flatMap(draft =>
    draft.reason === undefined ? [draft.worklog] : [],
  );
  await endTimer(change, runningTimer, {
    worklogs,
    unlogged,
    stoppedAfterHours,
  });
  await unloggedTimeTable.insert(
    change.tx,
    unlogged.map(unloggedDay =>
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
  await deleteTimer(change.tx, timer.user_ref);
  change.record(
    toTimerActivity(
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
