import { Knex } from 'knex';
import { inListSql, buildValuesTable } from '../../../database/bulk';
import { Arrival, getArrivalBinding } from '../../../database/arrivals';
import { LogSnapshot } from './watermark';

export const NEWEST_NAMES_TABLE = 'activity_people';

/** For up to this many people, looking up names in the log is as fast as reading stored names. */
const MAX_LOOKUPS = 100;

/** If more rows than this are not counted yet, the names are looked up in the log. */
const MAX_UNCOUNTED = 5_000;

/** A person's newest name, and the id of the row that contains it. */
interface NewestName {
  user_id: string;
  last_id: string;
  user_name: string;
}

/**
 * Returns the newest names of people. For many people, reads the names that counting has stored,
 * and the rows that are not counted yet.
 */
export async function readNewestNames(
  { knex, watermark }: LogSnapshot,
  user_ids: readonly string[],
): Promise<Map<string, string>> {
  const uncounted =
    user_ids.length > MAX_LOOKUPS && watermark !== undefined
      ? await readUncounted(knex, watermark)
      : undefined;
  if (!uncounted) {
    const people = user_ids.map(user_id => ({ user_id }));
    const names: NewestName[] = await addNewestName(
      knex,
      knex.from(buildValuesTable(knex, 'given', people, ['user_id'])),
      'given',
    );
    return toUserNames(names);
  }
  const storedNames: NewestName[] = await knex(NEWEST_NAMES_TABLE).whereRaw(
    ...inListSql(knex, 'user_id', user_ids, 'text'),
  );
  const newest = new Map(storedNames.map(named => [named.user_id, named]));
  for (const named of uncounted) {
    const stored = newest.get(named.user_id);
    if (!stored || stored.last_id < named.last_id) {
      newest.set(named.user_id, named);
    }
  }
  return toUserNames([...newest.values()]);
}

/**
 * Adds each person's newest name to a query, with an index lookup. Aggregating names while counting
 * would read whole rows instead of an index.
 *
 * @param table - the table of the query; it has a `user_id`
 */
export function addNewestName(
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
 * SQL for each person's newest name in a part of the log.
 *
 * @param arrived - the condition that selects the part
 */
export function newestNamesSql(arrived: string): string {
  return `SELECT user_id, id AS last_id, user_name FROM (
      SELECT user_id, id, user_name,
        row_number() OVER (PARTITION BY user_id ORDER BY id DESC) AS position
      FROM activity WHERE ${arrived}
    ) AS arrived WHERE position = 1`;
}

/** Stores each person's newest name in a part of the log, if no newer one is stored. */
export async function storeNewestNames(
  tx: Knex,
  arrived: string,
  bindings: readonly Arrival[],
): Promise<void> {
  await tx.raw(
    `INSERT INTO ${NEWEST_NAMES_TABLE} (user_id, last_id, user_name)
     ${newestNamesSql(arrived)} ORDER BY user_id
     ON CONFLICT (user_id)
     DO UPDATE SET last_id = excluded.last_id, user_name = excluded.user_name
     WHERE excluded.last_id > ${NEWEST_NAMES_TABLE}.last_id`,
    [...bindings],
  );
}

/** The rows that arrived since the watermark; undefined if they are more than `MAX_UNCOUNTED`. */
async function readUncounted(
  knex: Knex,
  watermark: Arrival,
): Promise<NewestName[] | undefined> {
  const rows: NewestName[] = await knex('activity')
    .select('user_id', 'user_name', { last_id: 'id' })
    .whereRaw(`arrival >= ${getArrivalBinding(knex)}`, [watermark])
    .limit(MAX_UNCOUNTED + 1);
  return rows.length > MAX_UNCOUNTED ? undefined : rows;
}

function toUserNames(people: readonly NewestName[]): Map<string, string> {
  return new Map(people.map(({ user_id, user_name }) => [user_id, user_name]));
}
