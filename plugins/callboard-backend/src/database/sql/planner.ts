import { Knex } from 'knex';
import { isPostgres } from '../isPostgres';

/**
 * Makes PostgreSQL read rows in the order of an index instead of sorting them, until the
 * transaction ends. For queries that read only the first rows: if PostgreSQL underestimates the
 * total number of rows, it would sort all of them.
 */
export async function avoidSorting(tx: Knex): Promise<void> {
  if (isPostgres(tx)) {
    await tx.raw('SET LOCAL enable_sort = off');
  }
}

/** Runs reads with `avoidSorting`: on PostgreSQL, in a transaction of their own. */
export async function readWithoutSorting<T>(
  knex: Knex,
  read: (knex: Knex) => Promise<T>,
): Promise<T> {
  if (!isPostgres(knex)) {
    return read(knex);
  }
  return knex.transaction(async tx => {
    await avoidSorting(tx);
    return read(tx);
  });
}

/**
 * Turns PostgreSQL's JIT compilation off until the transaction ends. For queries whose cost it
 * overestimates: compiling them would take longer than running them.
 */
export async function disableJit(tx: Knex): Promise<void> {
  if (isPostgres(tx)) {
    await tx.raw('SET LOCAL jit = off');
  }
}

/**
 * SQL after a table's name that makes SQLite use an index. PostgreSQL has no such hints, so the
 * sort order of the query must make it use the index.
 */
export function indexHintSql(knex: Knex, index: string): string {
  return isPostgres(knex) ? '' : `INDEXED BY ${index}`;
}

/** Whether indexes find rows by any part of a text: SQLite reads all rows of an index instead. */
export function hasTrigramIndexes(knex: Knex): boolean {
  return isPostgres(knex);
}

/** A query that selects rows for each row of another table. */
interface RowsOfEach {
  table: string;
  /** The name of the selected rows in the join. */
  name: string;
  /** The columns of the selected rows that the join needs, including `id`. */
  columns: string;
  /** SQL that selects columns of the rows, and may reference the other table. */
  buildSql: (columns: string) => string;
}

/**
 * SQL that joins each row of the preceding table with the rows that a query selects for it. SQLite
 * has no lateral joins, but looks up the ids just as fast.
 */
export function joinRowsOfEachSql(
  knex: Knex,
  { table, name, columns, buildSql }: RowsOfEach,
): string {
  return isPostgres(knex)
    ? `CROSS JOIN LATERAL (${buildSql(columns)}) AS ${name}`
    : `CROSS JOIN ${table} AS ${name} ON ${name}.id IN (${buildSql('id')})`;
}
