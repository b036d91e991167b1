import { Knex } from 'knex';
import { yieldToEventLoop } from '../../kernel/yielding';
import { isPostgres } from '../isPostgres';

/** The number of rows of an index to analyse: enough to distinguish frequent from rare values. */
const ROWS_PER_INDEX = 10_000;

/**
 * Tables with fewer rows get no statistics. SQLite then treats them as large, which is never much
 * slower.
 */
const MIN_ANALYSED_ROWS = 1_000;

/** Lists the `ANALYZE` statements that `PRAGMA optimize` would run for all tables. Runs none. */
const LIST_RECOMMENDED = 'PRAGMA optimize(0x10003)';

/**
 * Updates the statistics from which SQLite learns the selectivity of indexes. Without them, it
 * would read all rows of a workspace to find the few rows of one person. Only tables that have
 * grown tenfold are analysed, one index at a time: SQLite blocks the thread during the analysis,
 * which would take five seconds for a million rows of the log. PostgreSQL updates its statistics
 * automatically.
 *
 * @see https://sqlite.org/pragma.html#pragma_optimize
 */
export async function refreshStatistics(knex: Knex): Promise<void> {
  if (isPostgres(knex)) {
    return;
  }
  await knex.raw(`PRAGMA analysis_limit = ${ROWS_PER_INDEX}`);
  const recommended: Array<{ optimize: string }> = await knex.raw(
    LIST_RECOMMENDED,
  );
  for (const { optimize } of recommended) {
    const table = /^ANALYZE "main"\."(.*)"$/.exec(optimize)?.[1];
    const parts = table ? await listTableParts(knex, table) : [];
    for (const part of parts) {
      await knex.raw('ANALYZE ??', [part]);
      await yieldToEventLoop();
    }
  }
  if (recommended.length > 0) {
    await removeStatisticsOfSmallTables(knex);
  }
}

/**
 * Removes the statistics of small tables. With them, SQLite would scan a small table instead of
 * using its index, even after it has grown: a join that scans it for each row takes minutes.
 */
async function removeStatisticsOfSmallTables(knex: Knex): Promise<void> {
  const large = knex('sqlite_stat1')
    .select('tbl')
    .whereRaw('CAST(stat AS integer) >= ?', [MIN_ANALYSED_ROWS]);
  await knex('sqlite_stat1').whereNotIn('tbl', large).delete();
  // Makes the connection reload the statistics.
  await knex.raw('ANALYZE sqlite_schema');
}

/** The indexes of a table, to analyse separately. A table without row ids is itself an index. */
async function listTableParts(knex: Knex, table: string): Promise<string[]> {
  const [{ wr: isWithoutRowId }] = await knex.raw('PRAGMA table_list(??)', [
    table,
  ]);
  const indexes: Array<{ name: string }> = await knex.raw(
    'PRAGMA index_list(??)',
    [table],
  );
  return isWithoutRowId || indexes.length === 0
    ? [table]
    : indexes.map(({ name }) => name);
}
