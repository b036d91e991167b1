import {
  DEFAULT_BAR_COUNT,
  MAX_BUCKETS,
  numberAxes,
  NumberAxisName,
  stateGroup,
  NO_VALUE,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { uuidSql } from '../../../database/dialect';
import { queryRows } from '../../../database/statements';
import { getPriorityByRank } from '../../work/items/WorkItemRow';
import { toBucketKey } from './buckets';
import { LevelName, LevelsQuery, levelsSql } from './levelsSql';
import { MetricViewer, ResolvedQuery } from './ResolvedQuery';
import { NumberSource, removeFloatNoise } from './sources/NumberSource';

/** Converts a key from the database to the API. */
function toResponseKey(axis: NumberAxisName, stored: string): string {
  if (stored === NO_VALUE) {
    return stored;
  }
  if (numberAxes[axis].order === 'date') {
    return toBucketKey(stored);
  }
  switch (axis) {
    case 'PRIORITY':
      return getPriorityByRank(Number(stored));
    // SQLite and PostgreSQL format fractions differently.
    case 'ESTIMATE_POINTS':
      return String(Number(stored));
    case 'BILLABLE':
      return String(stored === 'true' || stored === '1');
    default:
      return stored;
  }
}

/** The maximum number of bars to read, such as five years of days. */
const MAX_BAR_COUNT = 2_000;

/** In a chart, more groups would be indistinguishable. */
export const MAX_GROUPS = 50;

export function getMaxGroups(axis: NumberAxisName | null): number {
  return isOrderedByValue(axis) ? MAX_GROUPS : MAX_BUCKETS;
}

/** The value of a bar, of a group of a bar, or of the total. */
export interface NumberCell {
  level: LevelName | 'previous';
  x: string | null;
  g: string | null;
  value: number | null;
}

/** Returns the total of the range or of the previous range; null without rows. */
export function getTotal(
  cells: readonly NumberCell[],
  level: 'total' | 'previous',
): number | null {
  return cells.find(cell => cell.level === level)?.value ?? null;
}

/** The levels to count; without bars, only the total. */
interface NumberQuery {
  keys: Pick<LevelsQuery, 'x' | 'g'>;
  bars?: Bars;
}

interface Bars {
  order: string;
  limit: number;
  /**
   * The number of first bars whose groups are returned. Also returns the groups of bars that tie
   * with the last of these. Undefined to return the groups of all bars.
   */
  groupedCount?: number;
  maxSeries: number;
}

/** A part of a statement: its CTEs, and the rows that it returns. */
interface Part {
  ctes: string;
  rows?: string;
  bindings: Knex.RawBinding[];
}

export class NumberReadModel {
  constructor(private readonly knex: Knex) {}

  /**
   * Computes the totals of the range and of the previous range, the bars, and the groups of the
   * bars that may be shown. Uses one statement, so that all values are from the same snapshot. On
   * axes ordered by value, the largest bars are shown. Bars that tie with the last of these may be
   * shown instead, because `formatBars` orders equal bars by name.
   *
   * @param maxBars - the maximum number of bars; one more is returned if there are more
   */
  async readBars(
    source: NumberSource,
    resolvedQuery: ResolvedQuery,
    viewer: MetricViewer,
    maxBars = MAX_BAR_COUNT,
  ): Promise<NumberCell[]> {
    const { x_axis, group_by, limit } = resolvedQuery;
    const getAxisSql = (axis: NumberAxisName | null) =>
      axis ? source.getAxisValueSql(this.knex, axis, resolvedQuery) : undefined;
    const keys = { x: getAxisSql(x_axis), g: getAxisSql(group_by) };
    const cells = await this.read(source, resolvedQuery, viewer, {
      keys,
      bars: {
        order: orderSql(this.knex, x_axis),
        limit: maxBars + 1,
        groupedCount: isOrderedByValue(x_axis)
          ? limit ?? DEFAULT_BAR_COUNT
          : undefined,
        maxSeries: getMaxGroups(group_by) + 1,
      },
    });
    const toAxisKey = (axis: NumberAxisName | null, key: string | null) =>
      axis && key !== null ? toResponseKey(axis, key) : key;
    return cells.map(cell => ({
      ...cell,
      x: toAxisKey(x_axis, cell.x),
      g: toAxisKey(group_by, cell.g),
    }));
  }

  async readTotals(
    source: NumberSource,
    resolvedQuery: ResolvedQuery,
    viewer: MetricViewer,
  ): Promise<NumberCell[]> {
    return this.read(source, resolvedQuery, viewer, { keys: {} });
  }

  private async read(
    source: NumberSource,
    resolvedQuery: ResolvedQuery,
    viewer: MetricViewer,
    { keys, bars }: NumberQuery,
  ): Promise<NumberCell[]> {
    const { knex } = this;
    const { range, previous } = resolvedQuery;
    const buildLevels = (
      days: ResolvedQuery['range'],
      axes: NumberQuery['keys'],
    ) =>
      levelsSql(knex, {
        rows: source.selectCountedRows(knex, resolvedQuery, viewer, days),
        id: source.id,
        metric: source.getMetricSql(knex, resolvedQuery),
        hasUniqueKeys: source.hasUniqueKeys,
        ...axes,
      });
    const current = buildLevels(range, keys);
    const before = previous && buildLevels(previous, {});
    const parts: Part[] = [{ ctes: current.ctes, bindings: [current.found] }];
    if (before) {
      parts.push({
        ctes: `before AS (WITH ${before.ctes} ${before.total})`,
        rows: "SELECT 'previous' AS level, NULL AS x, NULL AS g, v FROM before",
        bindings: [before.found],
      });
    }
    if (bars) {
      parts.push({
        ctes: `bars AS MATERIALIZED (SELECT x, v FROM (${current.bar}) AS every_bar
          ORDER BY ${bars.order} LIMIT ?)`,
        rows: "SELECT 'bar', x, NULL, v FROM bars",
        bindings: [bars.limit],
      });
    }
    if (bars && keys.g) {
      parts.push(buildGroupedBars(bars), {
        ctes: `series AS MATERIALIZED (SELECT g FROM (${current.series}) AS every_group
          ORDER BY v DESC NULLS LAST, g LIMIT ?)`,
        rows: `SELECT 'cell', x, g, v FROM (${current.cell}) AS every_cell
          WHERE x IN (SELECT x FROM grouped) AND g IN (SELECT g FROM series)`,
        bindings: [bars.maxSeries],
      });
    }
    const selections = [
      `SELECT 'total' AS level, NULL AS x, NULL AS g, v FROM (${current.total}) AS whole`,
      ...parts.flatMap(({ rows: sql }) => sql ?? []),
    ];
    const rows = await queryRows(
      knex,
      `WITH ${parts.map(({ ctes }) => ctes).join(', ')}
      ${selections.join(' UNION ALL ')}`,
      parts.flatMap(({ bindings }) => bindings),
    );
    return rows.map(({ level, x, g, v }) => ({
      level,
      x,
      g,
      value: v === null ? null : removeFloatNoise(Number(v)),
    }));
  }
}

function buildGroupedBars({ order, groupedCount }: Bars): Part {
  if (groupedCount === undefined) {
    return { ctes: 'grouped AS (SELECT x FROM bars)', bindings: [] };
  }
  return {
    ctes: `grouped AS MATERIALIZED (SELECT x FROM bars WHERE coalesce(
      v >= (SELECT v FROM bars ORDER BY ${order} LIMIT 1 OFFSET ?), true))`,
    bindings: [groupedCount - 1],
  };
}

/** SQL for an order of bars in which the bars to show come first. */
function orderSql(knex: Knex, axis: NumberAxisName | null): string {
  if (isOrderedByValue(axis)) {
    return 'v DESC NULLS LAST, x';
  }
  return axis === 'STATES' ? `${workflowSql(knex, 'x')}, x` : 'x DESC';
}

/** SQL for the position of a state in its workflow: by group, then within the group. */
function workflowSql(knex: Knex, state: string): string {
  const id = uuidSql(knex, state);
  const cases = stateGroup.options.map(
    (group, index) => `WHEN '${group}' THEN ${index}`,
  );
  const columns = [`CASE "group" ${cases.join(' ')} END`, 'sequence'];
  return columns
    .map(sql => `(SELECT ${sql} FROM work_states WHERE work_states.id = ${id})`)
    .join(', ');
}

/** Whether the largest bars of an axis come first. */
function isOrderedByValue(axis: NumberAxisName | null): boolean {
  return axis !== null && numberAxes[axis].order === 'value';
}
