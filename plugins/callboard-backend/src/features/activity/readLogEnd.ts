import { Knex } from 'knex';

/** The id of the oldest or newest row of the whole log; undefined if empty. */
export async function readLogEnd(
  knex: Knex,
  end: 'oldest' | 'newest',
): Promise<string | undefined> {
  const [row] = await knex('activity')
    .select('id')
    .orderBy('id', end === 'oldest' ? 'asc' : 'desc')
    .limit(1);
  return row?.id;
}
