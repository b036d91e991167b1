import { Knex } from 'knex';
import { jsonListSql } from '../../database/bulk';
import { dateOfDayNumber } from '../../database/zones';
import { ActivityGroup } from './countByDimensions';
import { LocalDays } from './LocalDays';
import { queryGroups, withNames } from './queryGroups';
import { ActivitySelection } from './selectActivity';

/** How many groups are turned into objects at a time. */
const PART = 250;

type Cells = [
  day: number,
  user_id: string,
  action: string,
  count: number,
  user_name: string,
];

/**
 * Counts a selection by day, person and action, in this order. What is counted
 * stays text until its turn comes: as objects it would be many times as large,
 * and outlive what the garbage collector takes for short-lived.
 */
export async function* dailyGroups(
  knex: Knex,
  selection: ActivitySelection,
): AsyncGenerator<ActivityGroup> {
  const groups = queryGroups({ knex }, selection, {
    dimensions: ['date', 'user', 'action'],
    weekStart: 1,
    days: await LocalDays.of(knex, selection),
  });
  const keys = ['k0', 'k1', 'k2'];
  const numbered = withNames(knex, groups, 'k1').select(
    knex.raw(`row_number() OVER (ORDER BY ${keys.join()}) - 1 AS place`),
  );
  const list = jsonListSql(knex, [...keys, 'count', 'user_name'], 'place');
  const parts: Array<{ cells: string }> = await knex
    .from(numbered.as('numbered'))
    .select(knex.raw(`CAST(${list} AS text) AS cells`))
    .groupByRaw('place / ?', [PART])
    .orderByRaw('min(place)');
  for (const part of parts) {
    const rows: Cells[] = JSON.parse(part.cells);
    for (const [day, user_id, action, count, user_name] of rows) {
      const date = dateOfDayNumber(Number(day));
      yield { date, user_id, user_name, action, count: Number(count) };
    }
  }
}
