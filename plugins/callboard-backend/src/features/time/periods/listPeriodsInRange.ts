import { PeriodStatus, Timesheet } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { DayRange } from '../calendar/expectedTime';
import { isLocked, PeriodSpan } from '../rules/periods';

/** A period that was submitted at least once. */
interface StoredPeriod extends PeriodSpan {
  id: string;
  status: PeriodStatus;
  version: number;
}

/** Lists a person's stored periods that overlap a range, the latest first, in one query. */
export async function listPeriodsInRange(
  knex: Knex,
  { workspace_id, user_ref }: { workspace_id: string; user_ref: string },
  { from, to }: DayRange,
): Promise<StoredPeriod[]> {
  return knex('time_periods')
    .select('id', 'week_start', 'week_end', 'status', 'version')
    .where({ workspace_id, member_id: user_ref })
    .where('week_start', '<=', to)
    .where('week_end', '>=', from)
    .orderBy([
      { column: 'week_start', order: 'desc' },
      { column: 'week_end', order: 'desc' },
    ]);
}

const isSameSpan = (a: PeriodSpan, b: PeriodSpan) =>
  a.week_start === b.week_start && a.week_end === b.week_end;

/** Returns the stored period of exactly this span, or else an open period. */
export function findPeriodBySpan(
  periods: readonly StoredPeriod[],
  span: PeriodSpan,
): Timesheet['period'] {
  return (
    periods.find(period => isSameSpan(period, span)) ?? {
      id: null,
      status: 'open',
      version: null,
      ...span,
    }
  );
}

/**
 * Finds another period that prevents this span from being submitted. Stored periods can overlap if
 * a workspace has changed its period length or its first day of the week. Submitted and approved
 * periods must never overlap.
 */
export async function findOverlappingPeriod(
  knex: Knex,
  person: { workspace_id: string; user_ref: string },
  span: PeriodSpan,
): Promise<StoredPeriod | undefined> {
  const range = { from: span.week_start, to: span.week_end };
  const periods = await listPeriodsInRange(knex, person, range);
  return periods.find(
    period => isLocked(period.status) && !isSameSpan(period, span),
  );
}

/** Finds the submitted or approved period that locks a day. */
export function findLockingPeriod(
  date: string,
  periods: readonly StoredPeriod[],
): StoredPeriod | undefined {
  return periods.find(
    ({ week_start, week_end, status }) =>
      week_start <= date && week_end >= date && isLocked(status),
  );
}
