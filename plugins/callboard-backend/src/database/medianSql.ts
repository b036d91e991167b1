import { Knex } from 'knex';
import { isPostgres } from './isPostgres';

/**
 * SQL that selects the median of each group, as `v`, with the keys of the group. SQLite has no
 * median: it averages the one or two middle values.
 *
 * @param rows - SQL that selects the keys and the value `m` of each row
 * @param keys - the columns to group by, if any
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
      FROM (${rows}) AS translated ${groupBy}`;
  }
  const partition = keys.length > 0 ? `PARTITION BY ${list}` : '';
  return `SELECT ${[...keys, 'avg(m) AS v'].join(', ')} FROM (
    SELECT ${[...keys, 'm'].join(', ')},
      row_number() OVER (${partition} ORDER BY m) AS position,
      count(*) OVER (${partition}) AS total
    FROM (${rows}) AS translated
  ) AS ranked WHERE position IN ((total + 1) / 2, (total + 2) / 2)
  ${groupBy}`;
}
