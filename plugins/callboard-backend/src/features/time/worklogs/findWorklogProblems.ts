import {
  calendarDate,
  formatDuration,
} from '@callboard/plugin-callboard-common';
import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { groupBy, partition } from 'lodash';
import { WorkspaceRow } from '../../../access/Caller';
import { formatCountedNoun } from '../../../core/workspaces/recordBulkAction';
import { workspaceSettings } from '../../../core/workspaces/WorkspaceService';
import { getDateInZone, addDays, getWeekday } from '../../../database/zones';
import { FieldProblem, throwIfInvalid } from '../../../http/errors';
import { iterateInSteps } from '../../../kernel/yielding';
import { TimeSettingValues } from '../calendar/expectedTime';
import { GetPeriod, readDayPeriods } from '../people/readDayPeriods';
import { isLocked, isReturned } from '../rules/periods';
import {
  sumMinutesByDay,
  toDayKey,
  WorklogPair,
  WorklogRow,
} from './WorklogRow';

export interface WorklogProblem {
  /** The index of the change. */
  index: number;
  /** The invalid field; for a locked day, `logged_at`. */
  field: 'duration_minutes' | 'description' | 'logged_at' | 'activity_type';
  reason: string;
  /** Whether the old or the new day lies in a submitted or approved period. */
  isLocked: boolean;
}

/** The context that changes of worklogs are validated against. */
interface WorklogValidationContext {
  settings: TimeSettingValues;
  allowedDays: AllowedDays;
  getPeriod: GetPeriod;
  /** People's minutes on the affected days, by `toDayKey`. */
  minutesByDay: ReadonlyMap<string, number>;
}

/**
 * Returns the problems of invalid changes, in the order of the changes. The minutes of changes with
 * another problem do not count towards the daily limit. Runs a few queries. A caller that stores
 * the changes locks the people first.
 *
 * @param getGroup - returns the group of a change by its index; if one change of a group is
 *   invalid, none of them applies
 */
export async function findWorklogProblems(
  { tx, now }: { tx: Knex; now: number },
  workspace: WorkspaceRow,
  pairs: readonly WorklogPair[],
  getGroup = (index: number) => index,
): Promise<WorklogProblem[]> {
  const rows = pairs.flatMap(({ before, after }) =>
    [before, after].filter(row => row !== null),
  );
  const settings = workspaceSettings.parseValues(workspace.settings);
  const today = getDateInZone(now, workspace.timezone);
  const context: WorklogValidationContext = {
    settings,
    allowedDays: computeAllowedDays(settings, today),
    getPeriod: await readDayPeriods(tx, workspace.id, rows),
    minutesByDay: await sumMinutesByDay(tx, workspace.id, rows),
  };
  const problems: WorklogProblem[] = [];
  for await (const [index, pair] of iterateInSteps(pairs.entries())) {
    const found = [
      ...findLockProblems(pair, context),
      ...findFieldProblems(pair, context),
    ];
    problems.push(
      ...found.map(problem => ({ index, isLocked: false, ...problem })),
    );
  }
  const invalidGroups = new Set(problems.map(({ index }) => getGroup(index)));
  const groupedPairs = pairs
    .map((pair, index) => ({ ...pair, index, group: getGroup(index) }))
    .filter(({ group }) => !invalidGroups.has(group));
  return [
    ...problems,
    ...(await findLimitProblems(groupedPairs, context)),
  ].sort((one, other) => one.index - other.index);
}

/** A problem of one change, without the index of the change. */
type Problem = Pick<WorklogProblem, 'field' | 'reason'> & {
  isLocked?: boolean;
};

function findLockProblems(
  { before, after }: WorklogPair,
  { getPeriod }: WorklogValidationContext,
): Problem[] {
  const locked = [before, after]
    .map(row => row && getPeriod(row))
    .find(period => period && isLocked(period.status));
  if (!locked) {
    return [];
  }
  const { week_start, week_end, status } = locked;
  const reason = `the timesheet ${week_start} to ${week_end} is ${status} and cannot be changed. Ask an approver to reopen it`;
  return [{ field: 'logged_at', reason, isLocked: true }];
}

function findFieldProblems(
  { before, after }: WorklogPair,
  { settings, allowedDays, getPeriod }: WorklogValidationContext,
): Problem[] {
  if (!after) {
    return [];
  }
  const isChanged = (field: keyof WorklogRow) =>
    !before || before[field] !== after[field];
  const { logged_at, description, activity_type } = after;
  const problems: Problem[] = [];
  if (isChanged('logged_at')) {
    const period = getPeriod(after);
    const isExempt = period !== undefined && isReturned(period);
    const allowed = isExempt ? { ...allowedDays, first: null } : allowedDays;
    const reason = getRefusedDayReason(logged_at, allowed);
    if (reason) problems.push({ field: 'logged_at', reason });
  }
  if (
    settings.require_description &&
    isChanged('description') &&
    !description?.trim()
  ) {
    const reason = 'is required in this workspace';
    problems.push({ field: 'description', reason });
  }
  if (
    activity_type !== null &&
    isChanged('activity_type') &&
    !settings.activity_types.includes(activity_type)
  ) {
    const reason = `must be one of ${settings.activity_types.join(', ')}`;
    problems.push({ field: 'activity_type', reason });
  }
  return problems;
}

/** The range of days for which time can be logged. */
interface AllowedDays {
  /** The current date in the workspace's time zone. */
  today: string;
  /** Null for no limit. */
  first: string | null;
  last: string;
}

/**
 * Returns the day that is a number of working days before today. If the week has no working days,
 * every day counts.
 *
 * @param today - `YYYY-MM-DD`; itself not counted
 * @param working_days - the working days of the week, 1 for Monday to 7 for Sunday
 */
export function subtractWorkingDays(
  today: string,
  count: number,
  working_days: readonly number[],
): string {
  const isCounted = (date: string) =>
    working_days.length === 0 || working_days.includes(getWeekday(date));
  let date = today;
  for (let remaining = count; remaining > 0; ) {
    date = addDays(date, -1);
    if (isCounted(date)) remaining -= 1;
  }
  return date;
}

function computeAllowedDays(
  settings: TimeSettingValues,
  today: string,
): AllowedDays {
  const { max_future_days, max_past_working_days, working_days } = settings;
  return {
    today,
    first:
      max_past_working_days === null
        ? null
        : subtractWorkingDays(today, max_past_working_days, working_days),
    last: addDays(today, max_future_days),
  };
}

/** Returns the reason why time cannot be logged for a day; undefined if it can. */
function getRefusedDayReason(
  date: string,
  { today, first, last }: AllowedDays,
): string | undefined {
  // In the person's time zone, a valid start can lie just outside the years 1970 to 9999. The text
  // of such a date cannot be compared with the texts of other dates.
  if (!calendarDate.safeParse(date).success) {
    return "must be in the years 1970 to 9999 in the person's time zone";
  }
  if (date > last) {
    return `must be ${last} or earlier: today is ${today}`;
  }
  return first !== null && date < first
    ? `must be ${first} or later in this workspace`
    : undefined;
}

/**
 * Enforces the daily limit of the workspace. First counts the changes that do not add minutes, so
 * that a day above a lowered limit can still be reduced. Then checks the remaining changes group by
 * group. If a group exceeds the limit, its minutes do not count.
 */
async function findLimitProblems(
  pairs: ReadonlyArray<WorklogPair & { index: number; group: number }>,
  { settings, minutesByDay }: WorklogValidationContext,
): Promise<WorklogProblem[]> {
  const maxMinutes = settings.max_minutes_per_day;
  const totals = new Map(minutesByDay);
  const getTotal = (row: WorklogRow) => totals.get(toDayKey(row)) ?? 0;
  const addMinutes = (row: WorklogRow, minutes: number) =>
    totals.set(toDayKey(row), getTotal(row) + minutes);
  const [growingPairs, otherPairs] = partition(pairs, isAddingMinutes);
  for (const { before, after } of otherPairs) {
    if (before) addMinutes(before, -before.duration_minutes);
    if (after) addMinutes(after, after.duration_minutes);
  }
  const problems: WorklogProblem[] = [];
  const groups = Object.values(groupBy(growingPairs, 'group'));
  for await (const group of iterateInSteps(groups)) {
    const totalsBefore = group.flatMap(({ before, after }) =>
      [before, after].flatMap(row =>
        row ? [[toDayKey(row), getTotal(row)] as const] : [],
      ),
    );
    const found: WorklogProblem[] = [];
    for (const { before, after, index } of group) {
      // The old minutes do not count while the change is checked.
      if (before) addMinutes(before, -before.duration_minutes);
      const remaining = Math.max(0, maxMinutes - getTotal(after!));
      addMinutes(after!, after!.duration_minutes);
      if (after!.duration_minutes > remaining) {
        const most = formatCountedNoun(remaining, 'minute', 'minutes');
        const limit = formatDuration(maxMinutes);
        const left = formatDuration(remaining);
        const reason = `must be at most ${most}: the daily limit is ${limit}, and ${left} of it is left on ${
          after!.logged_at
        }`;
        const field = 'duration_minutes';
        found.push({ index, field, reason, isLocked: false });
      }
    }
    if (found.length > 0) {
      totalsBefore.forEach(([key, total]) => totals.set(key, total));
      problems.push(...found);
    }
  }
  return problems;
}

/** Whether a change adds minutes to the new day of its worklog. */
function isAddingMinutes({ before, after }: WorklogPair): boolean {
  if (!after) {
    return false;
  }
  const isSameDay = before && toDayKey(before) === toDayKey(after);
  return after.duration_minutes > (isSameDay ? before.duration_minutes : 0);
}

/**
 * Throws if changes of worklogs have problems.
 *
 * @param getProblemField - the request field of a problem
 * @param otherProblems - other problems of the request
 * @throws ConflictError if a day is submitted or approved, and `otherProblems` is empty
 * @throws InvalidRequestError with all problems in any other case
 */
export function throwWorklogProblems(
  problems: readonly WorklogProblem[],
  getProblemField: (problem: WorklogProblem) => string,
  otherProblems: readonly FieldProblem[] = [],
): void {
  const locked = problems.find(problem => problem.isLocked);
  if (locked && otherProblems.length === 0) {
    throw new ConflictError(`${getProblemField(locked)}: ${locked.reason}`);
  }
  throwIfInvalid([
    ...otherProblems,
    ...problems.map(problem => ({
      field: getProblemField(problem),
      reason: problem.reason,
    })),
  ]);
}

/**
 * Formats a problem as one phrase, for worklogs that the person did not enter themselves, such as
 * worklogs from a timer.
 */
export function formatWorklogProblem(
  problem: WorklogProblem,
  { duration_minutes, logged_at, activity_type }: WorklogRow,
): string {
  const subjects = {
    duration_minutes: `${formatDuration(duration_minutes)} on ${logged_at}`,
    logged_at,
    description: 'a description',
    activity_type: `${activity_type}`,
  };
  return problem.isLocked
    ? problem.reason
    : `${subjects[problem.field]} ${problem.reason}`;
}
