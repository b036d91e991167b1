import { Knex } from 'knex';

/** Runs a statement, which is committed for itself, and answers its rows. */
export type Run = (
  sql: string,
  bindings: readonly Knex.RawBinding[],
) => Promise<any[]>;

/**
 * Runs statements on one connection to PostgreSQL, once it is there: unlike a
 * transaction this takes no round trip more than they do.
 *
 * @param timeoutMs - how long a statement may take
 * @throws KnexTimeoutError when one takes longer; it may still come to be
 * committed, and its connection is not used again
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
