import { Knex } from 'knex';
import { isPostgres } from '../../../database/dialect';
import {
  CountedRows,
  ManyValues,
  MetricSql,
  ValueSql,
} from './sources/CountedRows';

/** A level counts each group of each bar, each bar, or everything together. */
export type LevelName = 'cell' | 'bar' | 'total';

/** A question in the words of its source. */
export interface Levels {
  /** The rows to count, with nothing selected yet. */
  rows: Knex.QueryBuilder;
  id: CountedRows['id'];
  x?: ValueSql;
  g?: ValueSql;
  metric: MetricSql;
}

/** Everything without a value falls into one group, `none`. */
const keyed = (sql: string) =>
  `coalesce(nullif(CAST(${sql} AS text), ''), 'none')`;

/**
 * SQL for rows of `level`, `x`, `g` and `v`, with one binding: the rows that are
 * counted. Each thing counts once in a level's group, and once for each value where
 * it has several. So levels are counted one by one, and none is the sum of another
 * unless they are the same.
 */
export function levelsSql(
  knex: Knex,
  levels: Levels,
): { sql: string; found: Knex.QueryBuilder } {
  const { x, g, metric } = levels;
  const found = levels.rows.select(
    ...Object.entries(columnsOf(levels)).map(([name, sql]) =>
      knex.raw(`${sql} AS ${name}`),
    ),
  );
  const names: LevelName[] = [
    ...(x && g ? (['cell'] as const) : []),
    ...(x ? (['bar'] as const) : []),
    'total',
  ];
  const isSingle = !x?.many && !g?.many && !manyOf(metric);
  if (isPostgres(knex) && isSingle && names.length > 1) {
    return { sql: inOnePass(metric, names), found };
  }
  const each = names.map(name => levelSql(knex, levels, name));
  return {
    sql: `WITH found AS MATERIALIZED ? ${each.join(' UNION ALL ')}`,
    found,
  };
}

/** The columns that the levels need of each row. */
function columnsOf({ id, x, g, metric }: Levels): Record<string, string> {
  return {
    ...(x?.many || g?.many || manyOf(metric) ? { id } : {}),
    ...(x?.sql ? { x: keyed(x.sql) } : {}),
    ...(g?.sql ? { g: keyed(g.sql) } : {}),
    m: measureOf(metric),
  };
}

function measureOf(metric: MetricSql): string {
  if (metric.how === 'count') return '1';
  if (metric.how === 'distinct') return metric.value.sql ?? 'NULL';
  return metric.sql;
}

function manyOf(metric: MetricSql): ManyValues | undefined {
  return metric.how === 'distinct' ? metric.value.many : undefined;
}

/** PostgreSQL goes through the rows once where each row has one value per axis. */
function inOnePass(metric: MetricSql, names: readonly LevelName[]): string {
  const hasCells = names.includes('cell');
  const keys = hasCells ? 'x, g' : 'x';
  const sets = hasCells ? '(x, g), (x), ()' : '(x), ()';
  const level = hasCells
    ? "CASE grouping(x, g) WHEN 0 THEN 'cell' WHEN 1 THEN 'bar' ELSE 'total' END"
    : "CASE grouping(x) WHEN 0 THEN 'bar' ELSE 'total' END";
  return `SELECT ${level} AS level, ${keys}${hasCells ? '' : ', NULL AS g'},
    ${aggregateSql(metric, 'm')} AS v
    FROM ? AS found GROUP BY GROUPING SETS (${sets})`;
}

const joinSql = (name: string, many: ManyValues | undefined) =>
  many
    ? `LEFT JOIN ${many.table} AS ${name} ON ${name}.${many.of} = found.id`
    : '';

function levelSql(knex: Knex, levels: Levels, level: LevelName): string {
  const { x, g, metric } = levels;
  const keys = {
    x: level === 'total' ? undefined : x,
    g: level === 'cell' ? g : undefined,
  };
  const many = manyOf(metric);
  const joins = [
    joinSql('xs', keys.x?.many),
    joinSql('gs', keys.g?.many),
    joinSql('ms', many),
  ].join(' ');
  const xKey = keySql('x', 'xs', keys.x);
  const gKey = keySql('g', 'gs', keys.g);
  const measure = many ? `ms.${many.value}` : 'found.m';
  const from = `FROM found ${joins}`;
  const columns = `'${level}' AS level, ${xKey} AS x, ${gKey} AS g`;
  const groups = [keys.x && xKey, keys.g && gKey].filter(Boolean);
  const groupBy = groups.length > 0 ? `GROUP BY ${groups.join(', ')}` : '';
  if (metric.how === 'median' && !isPostgres(knex)) {
    return medianSql(columns, measure, from, groups.join(', '));
  }
  return `SELECT ${columns}, ${aggregateSql(
    metric,
    measure,
  )} AS v ${from} ${groupBy}`;
}

function keySql(name: string, joined: string, value: ValueSql | undefined) {
  if (!value) return 'NULL';
  return value.many ? keyed(`${joined}.${value.many.value}`) : `found.${name}`;
}

function aggregateSql({ how }: MetricSql, measure: string): string {
  switch (how) {
    case 'count':
      return 'count(*)';
    case 'sum':
      return `sum(${measure})`;
    case 'distinct':
      return `count(DISTINCT ${measure})`;
    default:
      return `percentile_cont(0.5) WITHIN GROUP (ORDER BY ${measure})`;
  }
}

/** SQLite has no median: the mean of the one or two values in the middle. */
function medianSql(
  columns: string,
  measure: string,
  from: string,
  groups: string,
): string {
  const partition = groups ? `PARTITION BY ${groups}` : '';
  return `SELECT level, x, g, avg(m) AS v FROM (
    SELECT ${columns}, ${measure} AS m,
      row_number() OVER (${partition} ORDER BY ${measure}) AS place,
      count(*) OVER (${partition}) AS places
    ${from}
  ) AS placed WHERE place IN ((places + 1) / 2, (places + 2) / 2)
  GROUP BY level, x, g`;
}
