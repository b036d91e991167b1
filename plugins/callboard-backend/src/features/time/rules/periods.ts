import { PeriodAction, PeriodStatus } from '@callboard/plugin-callboard-common';
import { DateTime } from 'luxon';
import { getWeekStart, addDays } from '../../../database/zones';

/** The first and the last day of a week or month that a person submits as a whole, `YYYY-MM-DD`. */
export interface PeriodSpan {
  week_start: string;
  week_end: string;
}

/**
 * Returns the week or calendar month that contains a day.
 *
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

/** The statuses in which each action is allowed, and the status after the action. */
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
 * Whether a period that an approver has rejected or reopened is not submitted now. The person can
 * then log time in the period, even on days older than the limit for past days.
 */
export function isReturned(period: {
  status: PeriodStatus;
  decided_at: string | Date | number | null;
}): boolean {
  const { status, decided_at } = period;
  return status === 'rejected' || (status === 'open' && decided_at !== null);
}

export function isLocked(status: PeriodStatus): boolean {
  return status === 'submitted' || status === 'approved';
}
