import { Knex } from 'knex';
import { jsonListSql } from '../../database/bulk';
import { divideSql } from '../../database/dialect';
import { getDateFromDayNumber } from '../../database/zones';
import { ActivityGroup } from './countByDimensions';
import { LocalDays } from './LocalDays';
import { getGroupPerson } from './peopleOfGroups';
import { computePersonPositions } from './computePersonPositions';
import { queryGroups } from './queryGroups';
import { addNewestName } from './rollups/readNewestNames';
import { ActivitySelection } from './selectActivity';

/** The number of groups converted to objects per step. */
const PART = 250;

type Cells = [
  day: number,
  user_id: string,
  action: string,
  count: number,
  user_name: string,
];

/**
 * Counts a selection by day, person and action, in this order. Results stay text until they are read:
 * as objects they would be many times as large and survive the garbage collector's young generation.
 */
export async function* streamDailyGroups(
  knex: Knex,
  selection: ActivitySelection,
): AsyncGenerator<ActivityGroup> {
  const groups = queryGroups({ knex }, selection, {
    dimensions: ['date', 'user', 'action'],
    weekStart: 1,
    days: await LocalDays.read(knex, selection),
  });
  const people = knex
    .from(groups.as('groups'))
    .select({ day: 'k0', user_id: 'k1', action: 'k2' }, 'count');
  const counted: Knex.QueryBuilder = knex.from(people.as('counted'));
  const positions = await computePersonPositions({ knex }, selection);
  const named = positions
    ? counted
        // A person may be erased meanwhile.
        .leftJoin(positions.table, 'positions.person', 'counted.user_id')
        .select('counted.*', knex.raw("'' AS user_name"))
    : addNewestName(knex, counted, 'counted');
  const byPerson = positions ? positions.order : 'user_id';
  const numbered = named.select(
    knex.raw(
      `row_number() OVER (ORDER BY day, ${byPerson}, action) - 1 AS position`,
    ),
  );
  const cells = ['day', 'user_id', 'action', 'count', 'user_name'];
  const list = jsonListSql(knex, cells, 'position');
  const parts: Array<{ cells: string }> = await knex
    .from(numbered.as('numbered'))
    .select(knex.raw(`CAST(${list} AS text) AS cells`))
    .groupByRaw(divideSql('position', PART))
    .orderByRaw('min(position)');
  for (const part of parts) {
    const rows: Cells[] = JSON.parse(part.cells);
    for (const [day, user_id, action, count, user_name] of rows) {
      const date = getDateFromDayNumber(Number(day));
      const person = getGroupPerson(selection, user_id, user_name);
      yield { date, ...person, action, count: Number(count) };
    }
  }
}
