import {
  DEFAULT_BARS,
  MAX_BUCKETS,
  numberAxes,
  NumberAxisName,
  stateGroup,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isPostgres } from '../../../database/dialect';
import { rowsOf } from '../../../database/rowsOf';
import { toResponseKey } from './axisKeys';
import { LevelName, Levels, levelsSql } from './levelsSql';
import { NumberViewer, Question } from './Question';
import { CountedRows } from './sources/CountedRows';

/** Workflows of all projects, and dates without a range, have no more bars. */
const MOST_BARS = 2_000;

/** A chart with more colours than these tells nothing. */
export const MOST_GROUPS = 50;

/** The number of a bar, of a group of it, or of all. */
export interface NumberCell {
  level: LevelName | 'previous';
  x: string | null;
  g: string | null;
  value: number | null;
}

/** Which levels to count, and how many rows of each; without bars, only the total. */
interface NumberQuery {
  keys: Pick<Levels, 'x' | 'g'>;
  bars?: Bars;
  series?: number;
}

/** Which bars to tell. */
interface Bars {
  order: string;
  most: number;
  /** Groups are told only of the first so many, and of those that are equal to the last. */
  grouped?: number;
}

/** A part of a statement: the CTEs that it defines, and the rows that it returns. */
interface Part {
  ctes: string;
  rows?: string;
  bindings: Knex.RawBinding[];
}

/** Numbers of what the viewer may see. */
export class NumberReadModel {
  constructor(private readonly knex: Knex) {}

  /**
   * The numbers of a question in one statement, so that all are of one moment: of
   * the bars that count most, more than are wanted as the names decide between equals,
   * and of the groups of those that may be told.
   *
   * @param mostBars - how many bars
   */
  async ask(
    source: CountedRows,
    question: Question,
    viewer: NumberViewer,
    mostBars = MOST_BARS,
  ): Promise<NumberCell[]> {
    const { x_axis, group_by, limit } = question;
    const axisOf = (axis: NumberAxisName | null) =>
      axis ? source.axis(this.knex, axis, question) : undefined;
    const keys = { x: axisOf(x_axis), g: axisOf(group_by) };
    const cells = await this.read(source, question, viewer, {
      keys,
      bars: {
        order: orderSql(this.knex, x_axis),
        most: mostBars + 1,
        grouped: isByValue(x_axis) ? limit ?? DEFAULT_BARS : undefined,
      },
      series: (isByValue(group_by) ? MOST_GROUPS : MAX_BUCKETS) + 1,
    });
    const toValue = (axis: NumberAxisName | null, key: string | null) =>
      axis && key !== null ? toResponseKey(axis, key) : key;
    return cells.map(cell => ({
      ...cell,
      x: toValue(x_axis, cell.x),
      g: toValue(group_by, cell.g),
    }));
  }

  /** The number of all, and that of the days before. */
  async total(
    source: CountedRows,
    question: Question,
    viewer: NumberViewer,
  ): Promise<NumberCell[]> {
    return this.read(source, question, viewer, { keys: {} });
  }

  private async read(
    source: CountedRows,
    question: Question,
    viewer: NumberViewer,
    { keys, bars, series }: NumberQuery,
  ): Promise<NumberCell[]> {
    const { knex } = this;
    const { range, previous } = question;
    const levelsOf = (days: Question['range'], by: NumberQuery['keys']) =>
      levelsSql(knex, {
        rows: source.rows(knex, question, viewer, days),
        id: source.id,
        metric: source.metric(knex, question),
        isGathered: source.isGathered,
        ...by,
      });
    const now = levelsOf(range, keys);
    const before = previous && levelsOf(previous, {});
    const parts: Part[] = [{ ctes: now.ctes, bindings: [now.found] }];
    if (before) {
      parts.push({
        ctes: `before AS (WITH ${before.ctes} ${before.total})`,
        rows: "SELECT 'previous' AS level, NULL AS x, NULL AS g, v FROM before",
        bindings: [before.found],
      });
    }
    if (bars) {
      parts.push({
        ctes: `bars AS MATERIALIZED (SELECT x, v FROM (${now.bar}) AS every_bar
          ORDER BY ${bars.order} LIMIT ?)`,
        rows: "SELECT 'bar', x, NULL, v FROM bars",
        bindings: [bars.most],
      });
    }
    if (bars && series && keys.g) {
      parts.push(groupedBars(bars));
      parts.push({
        ctes: `series AS MATERIALIZED (SELECT g FROM (${now.series}) AS every_group
          ORDER BY v DESC NULLS LAST, g LIMIT ?)`,
        rows: `SELECT 'cell', x, g, v FROM (${now.cell}) AS every_cell
          WHERE x IN (SELECT x FROM grouped) AND g IN (SELECT g FROM series)`,
        bindings: [series],
      });
    }
    const rows = await rowsOf(
      knex,
      `WITH ${parts.map(({ ctes }) => ctes).join(', ')}
      SELECT 'total' AS level, NULL AS x, NULL AS g, v FROM (${
        now.total
      }) AS whole
      ${parts
        .flatMap(({ rows: toValue }) => (toValue ? `UNION ALL ${toValue}` : []))
        .join(' ')}`,
      parts.flatMap(({ bindings }) => bindings),
    );
    return rows.map(({ level, x, g, v }) => ({
      level,
      x,
      g,
      value: v === null ? null : Number(v),
    }));
  }
}

/** The bars whose groups are told: the names decide which of equal ones are shown. */
function groupedBars({ order, grouped }: Bars): Part {
  if (grouped === undefined) {
    return { ctes: 'grouped AS (SELECT x FROM bars)', bindings: [] };
  }
  return {
    ctes: `grouped AS MATERIALIZED (SELECT x FROM bars WHERE coalesce(
      v >= (SELECT v FROM bars ORDER BY ${order} LIMIT 1 OFFSET ?), true))`,
    bindings: [grouped - 1],
  };
}

/** SQL for an order of bars in which the first are those that are shown. */
function orderSql(knex: Knex, axis: NumberAxisName | null): string {
  if (isByValue(axis)) {
    return 'v DESC NULLS LAST, x';
  }
  return axis === 'STATES' ? `${workflowSql(knex, 'x')}, x` : 'x DESC';
}

/** SQL for the place of a state in its workflow: its group, and its place in that. */
function workflowSql(knex: Knex, state: string): string {
  const id = isPostgres(knex) ? `CAST(${state} AS uuid)` : state;
  const places = stateGroup.options.map(
    (group, place) => `WHEN '${group}' THEN ${place}`,
  );
  const columns = [`CASE "group" ${places.join(' ')} END`, 'sequence'];
  return columns
    .map(sql => `(SELECT ${sql} FROM work_states WHERE work_states.id = ${id})`)
    .join(', ');
}

/** Whether the largest numbers come first. */
function isByValue(axis: NumberAxisName | null): boolean {
  return axis !== null && numberAxes[axis].order === 'value';
}
