import { Knex } from 'knex';
import { isPostgres } from './dialect';

/** Runs a statement, which is committed for itself, and answers its rows. */
export type Run = (
  sql: string,
  bindings: readonly Knex.RawBinding[],
) => Promise<any[]>;

/**
 * Runs statements on one connection, once it is there: unlike a transaction
 * this takes no round trip more than they do.
 */
export async function onConnection<T>(
  knex: Knex,
  work: (run: Run) => Promise<T>,
): Promise<T> {
  const connection = await knex.client.acquireConnection();
  try {
    return await work(async (sql, bindings) => {
      const answer = await knex.raw(sql, bindings).connection(connection);
      return isPostgres(knex) ? answer.rows : answer;
    });
  } finally {
    await knex.client.releaseConnection(connection);
  }
}
