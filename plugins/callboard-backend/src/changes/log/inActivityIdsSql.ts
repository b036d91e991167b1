import { Knex } from 'knex';
import { max, min } from 'lodash';
import { inListSql } from '../../database/bulk';

/**
 * SQL for "is one of some rows of the log", and its bindings. It includes the range of the ids;
 * otherwise PostgreSQL would search each of them in every month.
 *
 * @param ids - at least one
 */
export function inActivityIdsSql(
  knex: Knex,
  ids: readonly string[],
): [sql: string, bindings: Knex.RawBinding[]] {
  const [isOne, bindings] = inListSql(knex, 'id', ids);
  return [
    `${isOne} AND id >= ? AND id <= ?`,
    [...bindings, min(ids)!, max(ids)!],
  ];
}
