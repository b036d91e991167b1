import { Knex } from 'knex';
import { isPostgres } from './isPostgres';

/** The rows that a statement returns. */
export async function queryRows(
  tx: Knex,
  sql: string,
  bindings: readonly Knex.RawBinding[],
): Promise<any[]> {
  const answer = await tx.raw(sql, bindings);
  return isPostgres(tx) ? answer.rows : answer;
}
