import { Knex } from 'knex';
import { isPostgres } from '../isPostgres';

/**
 * SQL that selects the median of each group, as `v`, with the keys of the group. SQLite has no
 * median function, so the SQL averages the one or two middle values.
 *
 * @param rows - SQL that selects the keys and the value `m` of each row
 */
export function selectMediansSql(
  knex: Knex,
  rows: string,
  keys: readonly string[],
): string {
  const list = keys.join(', ');
  const groupBy = keys.length > 0 ? `GROUP BY ${list}` : '';
  if (isPostgres(knex)) {
    const median = 'percentile_cont(0.5) WITHIN GROUP (ORDER BY m) AS v';
    return `SELECT ${[...keys, median].join(', ')}
      FROM (${rows}) AS measured ${groupBy}`;
  }
  const partition = keys.length > 0 ? `PARTITION BY ${list}` : '';
  return `SELECT ${[...keys, 'avg(m) AS v'].join(', ')} FROM (
    SELECT ${[...keys, 'm'].join(', ')},
      row_number() OVER (${partition} ORDER BY m) AS position,
      count(*) OVER (${partition}) AS total
    FROM (${rows}) AS measured
  ) AS ranked WHERE position IN ((total + 1) / 2, (total + 2) / 2)
  ${groupBy}`;
}

/**
 * Sums a column of a query's rows, grouped by each of several columns separately.
 *
 * PostgreSQL reads the rows once for all columns. SQLite has no grouping sets, so it reads the rows
 * once for each column.
 *
 * @param query - creates the query, without a selection
 * @param columns - pairs of the name to return in `axis` and the column
 * @returns rows of `axis` (a name), `key` (the value as text, or null) and `total`
 */
export function selectSumsByEach(
  knex: Knex,
  query: () => Knex.QueryBuilder,
  columns: ReadonlyArray<readonly [name: string, column: string]>,
  sum: string,
): Knex.QueryBuilder {
  if (isPostgres(knex)) {
    const sets = columns.map(([, column]) => `(${column})`).join(', ');
    return selectGroupingSets(knex, query(), columns)
      .sum({ total: sum })
      .groupByRaw(`GROUPING SETS (${sets})`);
  }
  const queries = columns.map(([name, column]) =>
    query()
      .select(knex.raw('? AS axis', [name]))
      .select(knex.raw(`cast(${column} AS text) AS "key"`))
      .sum({ total: sum })
      .groupBy(column),
  );
  return knex.queryBuilder().unionAll(queries);
}

/**
 * Selects, for each group, the name and the value of the column by which the group was formed. In
 * the bit mask that `GROUPING` returns, only the bit of that column is 0; the first column has the
 * highest bit.
 *
 * @see https://www.postgresql.org/docs/current/functions-aggregate.html#FUNCTIONS-GROUPING-TABLE
 */
function selectGroupingSets(
  knex: Knex,
  query: Knex.QueryBuilder,
  columns: ReadonlyArray<readonly [name: string, column: string]>,
): Knex.QueryBuilder {
  const allBits = 2 ** columns.length - 1;
  const getGroupingBit = (index: number) => 2 ** (columns.length - 1 - index);
  const whens = columns.map(
    (_, index) => `WHEN ${allBits - getGroupingBit(index)} THEN ?`,
  );
  const names = columns.map(([name]) => name);
  const list = columns.map(([, column]) => column);
  const texts = list.map(column => `${column}::text`);
  return query
    .select(
      knex.raw(
        `CASE GROUPING(${list.join(', ')}) ${whens.join(' ')} END AS axis`,
        names,
      ),
    )
    .select(knex.raw(`coalesce(${texts.join(', ')}) AS "key"`));
}
