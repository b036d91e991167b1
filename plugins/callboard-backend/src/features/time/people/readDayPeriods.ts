import { PeriodStatus } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { sortedIndex, sortedUniq } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { iterateInChunks } from '../../../kernel/yielding';
import { isLocked } from '../rules/periods';
import { PersonDay, toDayKey } from '../worklogs/WorklogRow';

/** The number of people per query. In several years, 100 people have several thousand periods. */
const PEOPLE_PER_QUERY = 100;

/** A stored period of a person, which was submitted at least once; both ends are included. */
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
 * Finds the periods of people's days, in one query per hundred people. If the caller has locked the
 * people, the result stays valid until the transaction ends.
 *
 * Weeks and months can overlap after a workspace has changed its period length. Submitted and
 * approved periods then take precedence, as in `PERIOD_STATUS_SQL`.
 */
export async function readDayPeriods(
  knex: Knex,
  workspace_id: string,
  days: readonly PersonDay[],
): Promise<GetPeriod> {
  const dates = groupDatesByPerson(days);
  const periods = new Map<string, DayPeriod>();
  for await (const people of iterateInChunks(
    [...dates.keys()],
    PEOPLE_PER_QUERY,
  )) {
    const sortedDates = people.flatMap(person => dates.get(person)!).sort();
    const rows: Array<DayPeriod & { member_id: string }> = await knex(
      'time_periods',
    )
      .select('member_id', 'week_start', 'week_end', 'status', 'decided_at')
      .where({ workspace_id })
      .whereRaw(...inListSql(knex, 'member_id', people, 'text'))
      .where('week_start', '<=', sortedDates[sortedDates.length - 1])
      .where('week_end', '>=', sortedDates[0])
      .orderBy('week_start');
    for (const { member_id: logged_by, ...period } of rows) {
      const personDates = dates.get(logged_by)!;
      const first = sortedIndex(personDates, period.week_start);
      for (
        let index = first;
        index < personDates.length && personDates[index] <= period.week_end;
        index += 1
      ) {
        const key = toDayKey({ logged_by, logged_at: personDates[index] });
        const otherPeriod = periods.get(key);
        if (
          !otherPeriod ||
          isLocked(period.status) ||
          !isLocked(otherPeriod.status)
        ) {
          periods.set(key, period);
        }
      }
    }
  }
  return day => periods.get(toDayKey(day));
}

/** Groups the distinct days by person, in order. */
function groupDatesByPerson(
  days: readonly PersonDay[],
): ReadonlyMap<string, readonly string[]> {
  const dates = new Map<string, string[]>();
  for (const { logged_by, logged_at } of days) {
    const personDates = dates.get(logged_by);
    if (personDates) personDates.push(logged_at);
    else dates.set(logged_by, [logged_at]);
  }
  return new Map(
    [...dates].map(([person, personDates]) => [
      person,
      sortedUniq(personDates.sort()),
    ]),
  );
}
