import { PeriodAction, PeriodStatus } from '@callboard/plugin-callboard-common';
import { DateTime } from 'luxon';
import { getWeekStart, addDays } from './workingDays';

/** A range of days that is submitted together, both ends included; `YYYY-MM-DD`. */
export interface PeriodSpan {
  week_start: string;
  week_end: string;
}

/**
 * Returns the week or calendar month that contains a day.
 *
 * @param date - `YYYY-MM-DD`
 * @param weekStart - the first day of the week, 1 for Monday to 7 for Sunday
 */
export function getPeriodSpan(
  date: string,
  kind: 'week' | 'month',
  weekStart: number,
): PeriodSpan {
  if (kind === 'month') {
    const day = DateTime.fromISO(date, { zone: 'utc' });
    return {
      week_start: day.startOf('month').toISODate()!,
      week_end: day.endOf('month').toISODate()!,
    };
  }
  const week_start = getWeekStart(date, weekStart);
  return { week_start, week_end: addDays(week_start, 6) };
}

/** The allowed statuses before each action, and the status after it. */
const transitions: Record<
  PeriodAction,
  { from: readonly PeriodStatus[]; to: PeriodStatus }
> = {
  submit: { from: ['open', 'rejected'], to: 'submitted' },
  recall: { from: ['submitted'], to: 'open' },
  approve: { from: ['submitted'], to: 'approved' },
  reject: { from: ['submitted'], to: 'rejected' },
  reopen: { from: ['submitted', 'approved'], to: 'open' },
};

/** Returns the status of a period after an action; undefined if the action is not allowed. */
export function getStatusAfter(
  status: PeriodStatus,
  action: PeriodAction,
): PeriodStatus | undefined {
  const { from, to } = transitions[action];
  return from.includes(status) ? to : undefined;
}

/**
 * Whether an approver has rejected or reopened a period, and its person has not submitted it again.
 * The person can then log time in it, even beyond the limit for past days.
 */
export function isReturned(period: {
  status: PeriodStatus;
  decided_at: string | Date | number | null;
}): boolean {
  const { status, decided_at } = period;
  return status === 'rejected' || (status === 'open' && decided_at !== null);
}

/** Whether the worklogs of a period are locked. */
export function isLocked(status: PeriodStatus): boolean {
  return status === 'submitted' || status === 'approved';
}
