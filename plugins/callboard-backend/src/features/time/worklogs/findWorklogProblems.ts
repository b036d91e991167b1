import { formatDuration } from '@callboard/plugin-callboard-common';
import { addDays, subtractWorkingDays } from '../rules/workingDays';
import { TimeSettingValues } from '../toTimeSettings';
import { PeriodOf } from '../people/readDayPeriods';
import { isLocked, isReturned } from '../rules/periods';
import { toDayKey } from './WorklogStore';
import { WorklogPair, WorklogRow } from './WorklogRow';

/** The reason why a change of a worklog is invalid. */
export interface WorklogProblem {
  /** The index of the pair. */
  index: number;
  /** The invalid field; for a locked day, the day. */
  field: 'duration_minutes' | 'description' | 'logged_at' | 'activity_type';
  reason: string;
  /** Whether the day lies in a submitted or approved period. */
  isLocked: boolean;
}

/** The context that changes of worklogs are validated against. */
export interface WorklogGrounds {
  settings: TimeSettingValues;
  /** The day in the workspace's zone. */
  today: string;
  getPeriod: PeriodOf;
  /** People's minutes on the affected days, by `toDayKey`. */
  minutesOn: ReadonlyMap<string, number>;
}

/**
 * Validates changes; empty where all are valid. Invalid changes do not count towards a day's
 * minutes.
 */
export function findWorklogProblems(
  pairs: readonly WorklogPair[],
  grounds: WorklogGrounds,
): WorklogProblem[] {
  const days = computeAllowedDays(grounds);
  const problems = pairs.flatMap((pair, index) =>
    [
      ...lockProblems(pair, grounds),
      ...findFieldProblems(pair, grounds, days),
    ].map(problem => ({ index, isLocked: false, ...problem })),
  );
  const refused = new Set(problems.map(({ index }) => index));
  return [...problems, ...capProblems(pairs, refused, grounds)].sort(
    (one, other) => one.index - other.index,
  );
}

type Found = Pick<WorklogProblem, 'field' | 'reason'> & { isLocked?: boolean };

function lockProblems(
  { before, after }: WorklogPair,
  { getPeriod }: WorklogGrounds,
): Found[] {
  const lock = [before, after]
    .map(row => row && getPeriod(row))
    .find(period => period && isLocked(period.status));
  return lock
    ? [
        {
          field: 'logged_at',
          reason: `the timesheet ${lock.week_start} to ${lock.week_end} is ${lock.status} and cannot be changed. Ask an approver to reopen it`,
          isLocked: true,
        },
      ]
    : [];
}

function findFieldProblems(
  { before, after }: WorklogPair,
  { settings, getPeriod }: WorklogGrounds,
  days: AllowedDays,
): Found[] {
  if (!after) {
    return [];
  }
  const isNew = (field: keyof WorklogRow) =>
    !before || before[field] !== after[field];
  const found: Found[] = [];
  if (isNew('logged_at')) {
    const period = getPeriod(after);
    const isExempt = period !== undefined && isReturned(period);
    const allowed = isExempt ? { ...days, first: null } : days;
    found.push(...findLoggedDateProblems(after.logged_at, allowed));
  }
  if (
    settings.require_description &&
    isNew('description') &&
    !after.description?.trim()
  ) {
    found.push({
      field: 'description',
      reason: 'is required in this workspace',
    });
  }
  const { activity_type } = after;
  if (
    activity_type !== null &&
    isNew('activity_type') &&
    !settings.activity_types.includes(activity_type)
  ) {
    found.push({
      field: 'activity_type',
      reason: `must be one of ${settings.activity_types.join(', ')}`,
    });
  }
  return found;
}

/** The range of days that time can be logged for. */
interface AllowedDays {
  today: string;
  /** Null where unlimited. */
  first: string | null;
  last: string;
}

function computeAllowedDays({ settings, today }: WorklogGrounds): AllowedDays {
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

function findLoggedDateProblems(
  date: string,
  { today, first, last }: AllowedDays,
): Found[] {
  if (date > last) {
    return [
      {
        field: 'logged_at',
        reason: `must be ${last} or earlier: today is ${today}`,
      },
    ];
  }
  return first !== null && date < first
    ? [
        {
          field: 'logged_at',
          reason: `must be ${first} or later in this workspace`,
        },
      ]
    : [];
}

/**
 * Enforces the daily limit of the workspace. Reductions count first; then each change in turn while
 * the day has room. A day above a lowered limit can still be reduced.
 */
function capProblems(
  pairs: readonly WorklogPair[],
  refused: ReadonlySet<number>,
  { settings, minutesOn }: WorklogGrounds,
): WorklogProblem[] {
  const maxMinutes = settings.max_minutes_per_day;
  const totals = new Map(minutesOn);
  const getDayMinutes = (row: WorklogRow) => totals.get(toDayKey(row)) ?? 0;
  const add = (row: WorklogRow, minutes: number) =>
    totals.set(toDayKey(row), getDayMinutes(row) + minutes);
  const pairsToCheck = pairs
    .map((pair, index) => ({ ...pair, index }))
    .filter(({ index }) => !refused.has(index));
  const growing = pairsToCheck.filter(({ before, after }) => {
    const isSameDay = before && after && toDayKey(before) === toDayKey(after);
    const grows =
      after &&
      after.duration_minutes > (isSameDay ? before.duration_minutes : 0);
    if (before && !grows) add(before, -before.duration_minutes);
    if (after && !grows) add(after, after.duration_minutes);
    return grows;
  });
  return growing.flatMap(({ before, after, index }) => {
    if (before) add(before, -before.duration_minutes);
    const left = Math.max(0, maxMinutes - getDayMinutes(after!));
    if (after!.duration_minutes <= left) {
      add(after!, after!.duration_minutes);
      return [];
    }
    if (before) add(before, before.duration_minutes);
    return [
      {
        index,
        field: 'duration_minutes' as const,
        reason: `must be at most ${left} minutes: the daily limit is ${formatDuration(
          maxMinutes,
        )}, and ${formatDuration(left)} of it is left on ${after!.logged_at}`,
        isLocked: false,
      },
    ];
  });
}
