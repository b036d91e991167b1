import { PeriodStatus } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { findLast, groupBy, last, max, memoize, min } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { iterateInChunks } from '../../../kernel/yielding';
import { isLocked } from '../rules/periods';
import { PersonDay, toDayKey } from '../worklogs/WorklogRow';

/** The number of people per query. In several years, 100 people have several thousand periods. */
const PEOPLE_PER_QUERY = 100;

/** A person's period that was submitted at least once; both ends are included. */
interface DayPeriod {
  week_start: string;
  week_end: string;
  status: PeriodStatus;
  /** As stored: null before the first decision. */
  decided_at: Date | number | null;
}

/** Returns the stored period that contains a person's day, if any. */
export type GetPeriod = (day: PersonDay) => DayPeriod | undefined;

/**
 * Reads the periods that contain people's days, in one query per hundred people. Returns a function
 * that finds the period of a day. If the caller has locked the people, the periods cannot change
 * until the transaction ends.
 *
 * Weeks and months can overlap after a workspace has changed its period length. Submitted and
 * approved periods then take precedence, as in `PERIOD_STATUS_SQL`.
 */
export async function readDayPeriods(
  knex: Knex,
  workspace_id: string,
  days: readonly PersonDay[],
): Promise<GetPeriod> {
  const daysByPerson = groupBy(days, 'logged_by');
  const people = Object.keys(daysByPerson);
  const rows: Array<DayPeriod & { member_id: string }> = [];
  for await (const batch of iterateInChunks(people, PEOPLE_PER_QUERY)) {
    const dates = batch.flatMap(person =>
      daysByPerson[person].map(({ logged_at }) => logged_at),
    );
    rows.push(
      ...(await knex('time_periods')
        .select('member_id', 'week_start', 'week_end', 'status', 'decided_at')
        .where({ workspace_id })
        .whereRaw(...inListSql(knex, 'member_id', batch, 'text'))
        .where('week_start', '<=', max(dates)!)
        .where('week_end', '>=', min(dates)!)
        .orderBy('week_start')),
    );
  }
  const byPerson = groupBy(rows, 'member_id');
  return memoize(({ logged_by, logged_at }) => {
    const containing = byPerson[logged_by]?.filter(
      ({ week_start, week_end }) =>
        week_start <= logged_at && logged_at <= week_end,
    );
    return (
      findLast(containing, ({ status }) => isLocked(status)) ?? last(containing)
    );
  }, toDayKey);
}
