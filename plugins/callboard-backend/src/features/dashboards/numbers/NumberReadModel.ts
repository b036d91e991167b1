import {
  DEFAULT_BARS,
  MAX_BUCKETS,
  numberAxes,
  NumberAxisName,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { rowsOf } from '../../../database/rowsOf';
import { toldKey } from './axisKeys';
import { LevelName, Levels, levelsSql } from './levelsSql';
import { NumberViewer, Question } from './Question';
import { CountedRows } from './sources/CountedRows';

/** Workflows of all projects, and dates without a range, have no more bars. */
const MOST_BARS = 1_000;

/** A chart with more colours than these tells nothing. */
export const MOST_GROUPS = 50;

/** The number of a bar, of a group of it, or of all. */
export interface NumberCell {
  level: LevelName | 'previous';
  x: string | null;
  g: string | null;
  value: number | null;
}

/** Numbers of what people may see. */
export class NumberReadModel {
  constructor(private readonly knex: Knex) {}

  /**
   * The numbers of a question in one statement, so that all are of one moment: of
   * the bars that count most, one more than are wanted, and of their groups.
   */
  async ask(
    source: CountedRows,
    question: Question,
    viewer: NumberViewer,
  ): Promise<NumberCell[]> {
    const { x_axis, group_by, limit } = question;
    const axisOf = (axis: NumberAxisName | null) =>
      axis ? source.axis(this.knex, axis, question) : undefined;
    const keys = { x: axisOf(x_axis), g: axisOf(group_by) };
    const cells = await this.read(source, question, viewer, {
      keys,
      ctes: `, bars AS (
        SELECT x FROM levels WHERE level = 'bar'
        ORDER BY ${
          isByValue(x_axis) ? 'v DESC NULLS LAST, x' : 'x DESC'
        } LIMIT ?
      ),
      series AS (
        SELECT g FROM levels WHERE level = 'cell' GROUP BY g
        ORDER BY sum(v) DESC NULLS LAST, g LIMIT ?
      )`,
      parts: `UNION ALL SELECT level, x, g, v FROM levels
        WHERE level = 'bar' AND x IN (SELECT x FROM bars)
      UNION ALL SELECT level, x, g, v FROM levels
        WHERE level = 'cell' AND x IN (SELECT x FROM bars)
          AND g IN (SELECT g FROM series)`,
      bindings: [
        // With groups they are many; without, the names decide between equals.
        (isByValue(x_axis) && group_by ? limit ?? DEFAULT_BARS : MOST_BARS) + 1,
        (isByValue(group_by) ? MOST_GROUPS : MAX_BUCKETS) + 1,
      ],
    });
    const told = (axis: NumberAxisName | null, key: string | null) =>
      axis && key !== null ? toldKey(axis, key) : key;
    return cells.map(cell => ({
      ...cell,
      x: told(x_axis, cell.x),
      g: told(group_by, cell.g),
    }));
  }

  /** The number of all, and that of the days before. */
  async total(
    source: CountedRows,
    question: Question,
    viewer: NumberViewer,
  ): Promise<NumberCell[]> {
    return this.read(source, question, viewer, {
      keys: {},
      ctes: '',
      parts: '',
      bindings: [],
    });
  }

  private async read(
    source: CountedRows,
    question: Question,
    viewer: NumberViewer,
    statement: {
      keys: Pick<Levels, 'x' | 'g'>;
      ctes: string;
      parts: string;
      bindings: Knex.RawBinding[];
    },
  ): Promise<NumberCell[]> {
    const { knex } = this;
    const { range, previous } = question;
    const levelsOf = (days: Question['range'], keys: Pick<Levels, 'x' | 'g'>) =>
      levelsSql(knex, {
        rows: source.rows(knex, question, viewer, days),
        id: source.id,
        metric: source.metric(knex, question),
        ...keys,
      });
    const now = levelsOf(range, statement.keys);
    const before = previous && levelsOf(previous, {});
    const rows = await rowsOf(
      knex,
      `WITH levels AS MATERIALIZED (${now.sql})
      ${before ? `, before AS (${before.sql})` : ''}
      ${statement.ctes}
      SELECT level, x, g, v FROM levels WHERE level = 'total'
      ${before ? "UNION ALL SELECT 'previous', x, g, v FROM before" : ''}
      ${statement.parts}`,
      [now.found, ...(before ? [before.found] : []), ...statement.bindings],
    );
    return rows.map(({ level, x, g, v }) => ({
      level,
      x,
      g,
      value: v === null ? null : Number(v),
    }));
  }
}

/** Whether the largest numbers come first. */
function isByValue(axis: NumberAxisName | null): boolean {
  return axis !== null && numberAxes[axis].order === 'value';
}
