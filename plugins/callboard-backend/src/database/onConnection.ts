import { Knex } from 'knex';

/** Runs a statement in its own transaction, and returns its rows. */
export type Run = (
  sql: string,
  bindings: readonly Knex.RawBinding[],
) => Promise<any[]>;

/**
 * Runs statements on one connection to PostgreSQL. Unlike a transaction, this takes no additional
 * round trips.
 *
 * @param timeoutMs - the timeout of each statement
 * @throws KnexTimeoutError if one takes longer; it may still be committed, and its connection is
 * not used again
 */
export async function onConnection<T>(
  knex: Knex,
  timeoutMs: number,
  work: (run: Run) => Promise<T>,
): Promise<T> {
  const connection = await knex.client.acquireConnection();
  try {
    return await work(async (sql, bindings) => {
      const { rows } = await knex
        .raw(sql, bindings)
        .connection(connection)
        .timeout(timeoutMs);
      return rows;
    });
  } finally {
    await knex.client.releaseConnection(connection);
  }
}
