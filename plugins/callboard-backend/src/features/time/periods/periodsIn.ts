import { PeriodStatus } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { DayRange } from '../calendar/WorkCalendar';
import { isLocked, PeriodSpan } from '../rules/periods';

/** What was submitted once. */
interface KnownPeriod extends PeriodSpan {
  id: string;
  status: PeriodStatus;
  version: number;
}

/** What was never submitted. */
interface NewPeriod extends PeriodSpan {
  id: null;
  status: 'open';
  version: null;
}

/** Somebody's periods that have a day in a range, the latest first: one query. */
export async function periodsIn(
  knex: Knex,
  { workspace_id, user_ref }: { workspace_id: string; user_ref: string },
  { from, to }: DayRange,
): Promise<KnownPeriod[]> {
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

/**
 * The period that a day of somebody counts to. Periods can overlap once a
 * workspace has gone from weeks to months, or begins its weeks on another day:
 * then what is submitted or approved comes first.
 *
 * @param periods - those with a day near it
 * @param span - what submitting the day would submit
 */
export function periodOn(
  date: string,
  periods: readonly KnownPeriod[],
  span: PeriodSpan,
): KnownPeriod | NewPeriod {
  return (
    lockOn(date, periods) ??
    periods.find(
      ({ week_start, week_end }) =>
        week_start === span.week_start && week_end === span.week_end,
    ) ?? { id: null, status: 'open', version: null, ...span }
  );
}

/** The period, if any, that keeps a day from changing. */
export function lockOn(
  date: string,
  periods: readonly KnownPeriod[],
): KnownPeriod | undefined {
  return periods.find(
    ({ week_start, week_end, status }) =>
      week_start <= date && week_end >= date && isLocked(status),
  );
}
