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

const isSameSpan = (a: PeriodSpan, b: PeriodSpan) =>
  a.week_start === b.week_start && a.week_end === b.week_end;

/**
 * The period of exactly these days.
 *
 * @param periods - those with a day in it
 */
export function periodOfSpan(
  periods: readonly KnownPeriod[],
  span: PeriodSpan,
): KnownPeriod | NewPeriod {
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
 * The other period, if any, that keeps these days from being submitted. Spans overlap once a workspace has
 * gone from weeks to months, or begins its weeks on another day; submitted and approved periods do not.
 */
export async function findOverlappingPeriods(
  knex: Knex,
  person: { workspace_id: string; user_ref: string },
  span: PeriodSpan,
): Promise<KnownPeriod | undefined> {
  const range = { from: span.week_start, to: span.week_end };
  const periods = await periodsIn(knex, person, range);
  return periods.find(
    period => isLocked(period.status) && !isSameSpan(period, span),
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
