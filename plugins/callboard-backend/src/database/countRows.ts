import { Knex } from 'knex';

/** The number of rows of a query. */
export async function countRows(query: Knex.QueryBuilder): Promise<number> {
  const [row] = await query.count({ count: '*' });
  return Number(row.count);
}
