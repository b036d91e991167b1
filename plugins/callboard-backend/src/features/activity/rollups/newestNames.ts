import { Knex } from 'knex';
import { isOneOf, rowsGiven } from '../../../database/bulk';
import { Arrival, arrivalBinding } from '../../../changes/log/arrivals';
import { LogSnapshot } from './inLogSnapshot';

/** So few people are found in the log as fast as anywhere. */
const FEW = 100;

/** As long as no more rows than this are not counted yet, they are all read. */
const MOST_UNCOUNTED = 5_000;

interface Named {
  user_id: string;
  last_id: string;
  user_name: string;
}

/**
 * What people are called in their newest rows. Whoever has many of them reads
 * what the counting has noted, and the rows that have arrived since.
 */
export async function newestNames(
  { knex, mark }: LogSnapshot,
  user_ids: readonly string[],
): Promise<Map<string, string>> {
  const uncounted =
    user_ids.length > FEW && mark !== undefined
      ? await readUncounted(knex, mark)
      : undefined;
  if (!uncounted) {
    const people = user_ids.map(user_id => ({ user_id }));
    const found: Named[] = await withNewestName(
      knex,
      knex.from(rowsGiven(knex, 'given', people, ['user_id'])),
      'given',
    );
    return namesIn(found);
  }
  const noted: Named[] = await knex('activity_people').whereRaw(
    ...isOneOf(knex, 'user_id', user_ids, 'text'),
  );
  const newest = new Map(noted.map(named => [named.user_id, named]));
  for (const named of uncounted) {
    const before = newest.get(named.user_id);
    if (!before || before.last_id < named.last_id) {
      newest.set(named.user_id, named);
    }
  }
  return namesIn([...newest.values()]);
}

/**
 * Adds each person's newest name, which is found in few steps; carrying names
 * through the counting would read the whole rows instead of an index.
 *
 * @param table - what the query is from; it has a `user_id`
 */
export function withNewestName(
  knex: Knex,
  query: Knex.QueryBuilder,
  table: string,
): Knex.QueryBuilder {
  const name = knex({ named: 'activity' })
    .select('named.user_name')
    .where('named.user_id', knex.ref(`${table}.user_id`))
    .orderBy('named.id', 'desc')
    .limit(1)
    .as('user_name');
  return query.select(`${table}.*`, name);
}

/**
 * SQL for everybody's newest name in a part of the log.
 *
 * @param arrived - the condition that says which part
 */
export function newestNamesSql(arrived: string): string {
  return `SELECT user_id, id AS last_id, user_name FROM (
      SELECT user_id, id, user_name,
        row_number() OVER (PARTITION BY user_id ORDER BY id DESC) AS place
      FROM activity WHERE ${arrived}
    ) AS arrived WHERE place = 1`;
}

/** Notes the names in a part of the log, in a table of them. */
export async function noteNames(
  tx: Knex,
  table: string,
  arrived: string,
  bindings: readonly Arrival[],
): Promise<void> {
  await tx.raw(
    `INSERT INTO ${table} (user_id, last_id, user_name)
     ${newestNamesSql(arrived)} ORDER BY user_id
     ON CONFLICT (user_id)
     DO UPDATE SET last_id = excluded.last_id, user_name = excluded.user_name
     WHERE excluded.last_id > ${table}.last_id`,
    [...bindings],
  );
}

/** The rows that arrived since the mark; undefined when they are too many. */
async function readUncounted(
  knex: Knex,
  mark: Arrival,
): Promise<Named[] | undefined> {
  const rows: Named[] = await knex('activity')
    .select('user_id', 'user_name', { last_id: 'id' })
    .whereRaw(`arrival >= ${arrivalBinding(knex)}`, [mark])
    .limit(MOST_UNCOUNTED + 1);
  return rows.length > MOST_UNCOUNTED ? undefined : rows;
}

function namesIn(people: readonly Named[]): Map<string, string> {
  return new Map(people.map(({ user_id, user_name }) => [user_id, user_name]));
}
