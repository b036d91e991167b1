import { Knex } from 'knex';
import { isPostgres } from './isPostgres';

/**
 * Whether several transactions can write at the same time. SQLite has one writer, which belongs to
 * this process.
 */
export function hasConcurrentWriters(knex: { client: Knex.Client }): boolean {
  return isPostgres(knex);
}

/**
 * Locks the selected rows until the transaction ends. SQLite needs no row
 * locks: it has one writer.
 */
export function lockForUpdate<Q extends Knex.QueryBuilder>(query: Q): Q {
  return (hasConcurrentWriters(query) ? query.forUpdate() : query) as Q;
}

/** The same lock, but compatible with foreign-key checks of other transactions. */
export function lockForNoKeyUpdate<Q extends Knex.QueryBuilder>(query: Q): Q {
  return (hasConcurrentWriters(query) ? query.forNoKeyUpdate() : query) as Q;
}

/** Prevents changes of the selected rows until the transaction ends. */
export function lockForShare<Q extends Knex.QueryBuilder>(query: Q): Q {
  return (hasConcurrentWriters(query) ? query.forShare() : query) as Q;
}

/**
 * Locks those of the selected rows that no other transaction has locked, and skips the others
 * instead of waiting for them.
 *
 * @param tables - the tables of a join whose rows are locked; all by default
 */
export function lockFreeRows<Q extends Knex.QueryBuilder>(
  query: Q,
  ...tables: string[]
): Q {
  return (
    hasConcurrentWriters(query)
      ? query.forUpdate(...tables).skipLocked()
      : query
  ) as Q;
}
