import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { isPostgres } from './dialect';

/** Enough of an index to tell what many rows share from what few do. */
const ROWS_PER_INDEX = 10_000;

/** Tables of fewer rows are treated as large ones: that is never much slower. */
const FEW_ROWS = 1_000;

/** Says what `PRAGMA optimize` would analyse of all tables, and does nothing. */
const WHAT_TO_ANALYZE = 'PRAGMA optimize(0x10003)';

/**
 * Lets SQLite learn which index is worth most: it does not by itself, and then
 * takes a person's few rows in a workspace from all of the workspace's. Only what
 * has grown tenfold is looked at, one index after the other: SQLite answers nobody
 * meanwhile, and a million rows of the log would take five seconds at once.
 * PostgreSQL does so by itself.
 *
 * @see https://sqlite.org/pragma.html#pragma_optimize
 */
export async function refreshStatistics(knex: Knex): Promise<void> {
  if (isPostgres(knex)) {
    return;
  }
  await knex.raw(`PRAGMA analysis_limit = ${ROWS_PER_INDEX}`);
  const recommended: Array<{ optimize: string }> = await knex.raw(
    WHAT_TO_ANALYZE,
  );
  for (const { optimize } of recommended) {
    const table = /^ANALYZE "main"\."(.*)"$/.exec(optimize)?.[1];
    for (const part of table ? await partsOf(knex, table) : []) {
      await knex.raw('ANALYZE ??', [part]);
      await setImmediate();
    }
  }
  if (recommended.length > 0) {
    await forgetSmallTables(knex);
  }
}

/**
 * SQLite would rather go through a table of few rows than look one up in its
 * index, and would go on so when thousands have come since: for each row of
 * another table, which takes minutes.
 */
async function forgetSmallTables(knex: Knex): Promise<void> {
  const large = knex('sqlite_stat1')
    .select('tbl')
    .whereRaw('CAST(stat AS integer) >= ?', [FEW_ROWS]);
  await knex('sqlite_stat1').whereNotIn('tbl', large).delete();
  // Lets the connection read the statistics again.
  await knex.raw('ANALYZE sqlite_schema');
}

/** What can be analysed for itself: a table without row numbers is an index. */
async function partsOf(knex: Knex, table: string): Promise<string[]> {
  const [{ wr }] = await knex.raw('PRAGMA table_list(??)', [table]);
  const indexes: Array<{ name: string }> = await knex.raw(
    'PRAGMA index_list(??)',
    [table],
  );
  return wr || indexes.length === 0 ? [table] : indexes.map(({ name }) => name);
}
