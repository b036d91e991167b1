import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { isOneOf } from '../../../database/bulk';

/** A stretch of somebody's time that does not change, both ends included. */
export interface LockedPeriod {
  week_start: string;
  week_end: string;
  status: 'submitted' | 'approved';
}

/** Tells the period, if any, that keeps a day of somebody from changing. */
export type LockOf = (day: {
  logged_by: string;
  logged_at: string;
}) => LockedPeriod | undefined;

/**
 * What is submitted or approved of the days of people: one query, however many.
 * Whoever holds the people can rely on it until the transaction ends.
 */
export async function periodLocks(
  knex: Knex,
  workspace_id: string,
  days: ReadonlyArray<{ logged_by: string; logged_at: string }>,
): Promise<LockOf> {
  if (days.length === 0) {
    return () => undefined;
  }
  const dates = days.map(({ logged_at }) => logged_at).sort();
  const rows: any[] = await knex('time_periods')
    .select('member_id', 'week_start', 'week_end', 'status')
    .where({ workspace_id })
    .whereRaw(
      ...isOneOf(
        knex,
        'member_id',
        [...new Set(days.map(({ logged_by }) => logged_by))],
        'text',
      ),
    )
    .where('week_start', '<=', dates[dates.length - 1])
    .where('week_end', '>=', dates[0])
    .whereIn('status', ['submitted', 'approved']);
  const byMember = new Map(Object.entries(groupBy(rows, 'member_id')));
  return ({ logged_by, logged_at }) =>
    byMember
      .get(logged_by)
      ?.find(
        ({ week_start, week_end }) =>
          week_start <= logged_at && week_end >= logged_at,
      );
}
