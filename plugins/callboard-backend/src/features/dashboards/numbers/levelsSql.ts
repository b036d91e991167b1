import { Knex } from 'knex';
import { selectMediansSql } from '../../../database/sql/aggregates';
import {
  NumberSource,
  ManyValues,
  MetricSql,
  ValueSql,
} from './sources/NumberSource';

/*
 * Columns: `x` is the key of a bar, `g` is the key of a group, `m` is a value to aggregate, and `v`
 * is the aggregated number.
 *
 * Example: the number of work items by state (x) and label (g). Item 1 is in Todo, with the labels
 * bug and docs; item 2 is in Todo, with the label bug.
 *
 * - found (id, x, m): (1, Todo, 1), (2, Todo, 1)
 * - repeated for each label (x, g, m): (Todo, bug, 1), (Todo, docs, 1), (Todo, bug, 1)
 * - cells (x, g, m): (Todo, bug, 2), (Todo, docs, 1)
 * - level `cell` (x, g, v): (Todo, bug, 2), (Todo, docs, 1)
 * - level `bar` (x, v): (Todo, 2), counted from `found`, because item 1 is in two cells
 * - level `series` (g, v): (bug, 2), (docs, 1)
 * - level `total` (v): 2, also counted from `found`
 */

/** The level of a returned number: a group of a bar, a bar, or the total. */
export type LevelName = 'cell' | 'bar' | 'total';

export interface LevelsQuery {
  /** Disjoint queries for the rows, without selected columns. UNION ALL combines them. */
  rows: readonly Knex.QueryBuilder[];
  id: NumberSource['id'];
  x?: ValueSql;
  g?: ValueSql;
  metric: MetricSql;
  /** Whether no two rows have the same keys, so that sums need not group them. */
  hasUniqueKeys?: boolean;
}

/** SQL for the levels of a query. All of them read the same rows. */
interface LevelsSql {
  /** The CTEs that the levels read; their only binding is `found`. */
  ctes: string;
  found: Knex.QueryBuilder;
  /** Rows of `x`, `g` and `v`. */
  cell: string;
  /** Rows of `x` and `v`. */
  bar: string;
  /**
   * Rows of `g` and `v`: each group with the sum of its cells. The sums only serve to find the
   * largest groups.
   */
  series: string;
  total: string;
}

type Keys = Pick<LevelsQuery, 'x' | 'g'>;

/** The cells from which numbers are computed, and the keys that group the cells. */
interface Cells {
  from: string;
  keys: Keys;
}

/** SQL for a returned key: `none` for missing values. */
const groupKeySql = (sql: string) =>
  `coalesce(nullif(CAST(${sql} AS text), ''), 'none')`;

/**
 * SQL for the numbers of a query. A row counts once in each group of a level. A row with several
 * values on an axis is in several groups, so the numbers of the groups do not add up to the total.
 *
 * Rows are first grouped by the stored keys. The stored keys of the few resulting rows are then
 * translated to the returned keys.
 */
export function levelsSql(knex: Knex, query: LevelsQuery): LevelsSql {
  const { x, g, metric } = query;
  const columns = Object.entries(buildLevelColumns(query)).map(([name, sql]) =>
    knex.raw(`${sql} AS ${name}`),
  );
  const parts = query.rows.map(rows => rows.select(...columns));
  const found = parts.length === 1 ? parts[0] : knex.unionAll(parts);
  const hasManyValues = Boolean(x?.many || g?.many || getManyValues(metric));
  const from = hasManyValues
    ? `(${repeatedRowsSql(query, { x, g })}) AS valued`
    : '? AS found';
  const ctes = [
    ...(hasManyValues ? ['found AS MATERIALIZED ?'] : []),
    `cells AS MATERIALIZED (${cellsSql(from, query, { x, g })})`,
  ];
  // Cells cannot be added up along an axis on which rows can have several values.
  const cells: Cells = { from: 'cells', keys: { x, g } };
  const buildCells = (keys: Keys, canAddUp: boolean): Cells => {
    if (canAddUp) {
      return cells;
    }
    const valued = `(${repeatedRowsSql(query, keys)}) AS valued`;
    return {
      from: `(${cellsSql(valued, query, keys)}) AS cells`,
      keys,
    };
  };
  const buildNumbers = (countedCells: Cells, keys: Keys) =>
    numbersSql(knex, countedCells, keys, metric);
  const cell = buildNumbers(cells, { x, g });
  return {
    ctes: ctes.join(', '),
    found,
    cell,
    bar: buildNumbers(buildCells({ x }, !g?.many), { x }),
    series: isAdditive(metric)
      ? buildNumbers(cells, { g })
      : `SELECT g, sum(v) AS v FROM (${cell}) AS summed GROUP BY g`,
    total: buildNumbers(buildCells({}, !x?.many && !g?.many), {}),
  };
}

/** The columns of each row that the levels need. */
function buildLevelColumns({
  id,
  x,
  g,
  metric,
}: LevelsQuery): Record<string, string> {
  return {
    ...(x?.many || g?.many || getManyValues(metric) ? { id } : {}),
    ...(x?.sql ? { x: x.sql } : {}),
    ...(g?.sql ? { g: g.sql } : {}),
    m: getMeasureSql(metric),
  };
}

function getMeasureSql(metric: MetricSql): string {
  if (metric.aggregate === 'count') return '1';
  if (metric.aggregate === 'distinct') return metric.value.sql ?? 'NULL';
  return metric.sql;
}

function getManyValues(metric: MetricSql): ManyValues | undefined {
  return metric.aggregate === 'distinct' ? metric.value.many : undefined;
}

/** Whether the numbers of disjoint groups of rows add up to the number of all of them. */
function isAdditive({ aggregate }: MetricSql): boolean {
  return aggregate === 'count' || aggregate === 'sum';
}

/** SQL for the rows, each repeated for each of its values on the given axes. */
function repeatedRowsSql({ metric }: LevelsQuery, { x, g }: Keys): string {
  const many = getManyValues(metric);
  const joinSql = (name: string, joined: ManyValues | undefined) =>
    joined
      ? `LEFT JOIN ${joined.table} AS ${name} ON ${name}.${joined.idColumn} = found.id`
      : '';
  const valueSql = (name: string, joined: ManyValues | undefined) =>
    `${joined ? `${name}s.${joined.valueColumn}` : `found.${name}`} AS ${name}`;
  const columns = [
    ...(x ? [valueSql('x', x.many)] : []),
    ...(g ? [valueSql('g', g.many)] : []),
    valueSql('m', many),
  ];
  return `${selectSql(columns, 'found')} ${joinSql('xs', x?.many)}
    ${joinSql('gs', g?.many)} ${joinSql('ms', many)}`;
}

/**
 * SQL for cells: rows grouped by their keys and, to count distinct values, by value. Rows stay
 * ungrouped for medians, which need each row, and for sums of rows that have unique keys.
 */
function cellsSql(
  from: string,
  { metric: { aggregate }, hasUniqueKeys }: LevelsQuery,
  { x, g }: Keys,
): string {
  const keys = [...(x ? ['x'] : []), ...(g ? ['g'] : [])];
  if (aggregate === 'median' || (aggregate === 'sum' && hasUniqueKeys)) {
    return selectSql([...keys, 'm'], from);
  }
  const measures = { count: 'count(*)', sum: 'sum(m)', distinct: 'm' };
  const groups = aggregate === 'distinct' ? [...keys, 'm'] : keys;
  return `${selectSql(
    [...keys, `${measures[aggregate]} AS m`],
    from,
  )} ${groupBySql(groups)}`;
}

function selectSql(columns: readonly string[], from: string): string {
  return `SELECT ${columns.join(', ')} FROM ${from}`;
}

function groupBySql(groups: readonly string[]): string {
  return groups.length > 0 ? `GROUP BY ${groups.join(', ')}` : '';
}

/** SQL for numbers: translates the keys of the cells, and combines the cells by the given keys. */
function numbersSql(
  knex: Knex,
  { from, keys: cellKeys }: Cells,
  keys: Keys,
  metric: MetricSql,
): string {
  const translated = Object.entries(keys).flatMap(([name, value]) =>
    value
      ? [[name, value.translate?.(`cells.${name}`) ?? `cells.${name}`]]
      : [],
  );
  const names = translated.map(([name]) => name);
  // If the numbers have the same keys as the cells, untranslated, each count or sum has one cell. A
  // number of distinct values has one cell for each value, so counting the cells suffices.
  const hasSameKeys =
    !cellKeys.x === !keys.x && !cellKeys.g === !keys.g && !isTranslated(keys);
  if (hasSameKeys && isAdditive(metric) && names.length > 0) {
    return selectSql([...buildKeyColumns(names), 'm AS v'], from);
  }
  const columns = translated.map(([name, sql]) => `${sql} AS ${name}`);
  const rows = selectSql([...columns, 'cells.m'], from);
  const value = `${aggregateSql(metric, hasSameKeys)} AS v`;
  const numbers =
    metric.aggregate === 'median'
      ? selectMediansSql(knex, rows, names)
      : `${selectSql(
          [...names, value],
          `(${rows}) AS translated`,
        )} ${groupBySql(names)}`;
  return selectSql([...buildKeyColumns(names), 'v'], `(${numbers}) AS numbers`);
}

function buildKeyColumns(names: readonly string[]): string[] {
  return names.map(name => `${groupKeySql(name)} AS ${name}`);
}

/** Whether a key is translated, so that different keys can become equal. */
function isTranslated({ x, g }: Keys): boolean {
  return Boolean(x?.translate || g?.translate);
}

/** @param hasUniqueValues - whether no two cells of a number have the same value */
function aggregateSql(
  { aggregate }: MetricSql,
  hasUniqueValues: boolean,
): string {
  if (aggregate !== 'distinct') {
    return 'sum(m)';
  }
  return hasUniqueValues ? 'count(m)' : 'count(DISTINCT m)';
}
