import { DayRange } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { NumberViewer, Question } from '../Question';

/** A table that can have several values for one thing that is counted. */
export interface ManyValues {
  table: string;
  /** Its column with the id of what is counted. */
  of: string;
  /** Its column with the value. */
  value: string;
}

/** The place of the value of an axis, or of a metric. */
export type ValueSql =
  | {
      /** SQL over the source's own tables; null for no value. */
      sql: string;
      /** Derives the axis from `sql`, for axes whose rows are first grouped by `sql`. */
      translate?: (sql: string) => string;
      many?: undefined;
    }
  | { many: ManyValues; sql?: undefined; translate?: undefined };

/**
 * How the rows of a group become a number.
 *
 * - `count`: how many there are.
 * - `sum`, `median`: of a value of each.
 * - `distinct`: how many different values they have.
 */
export type MetricSql =
  | { how: 'count' }
  | { how: 'sum' | 'median'; sql: string }
  | { how: 'distinct'; value: ValueSql };

/** A source's part in turning questions into SQL. */
export interface CountedRows {
  /** The column that tells what is counted apart. */
  id: string;
  /** Whether its rows are grouped already, so that no two have the same keys. */
  isGathered?: boolean;
  /**
   * The rows to count, one for each thing, with nothing selected yet: in parts that have
   * nothing in common, each of which an index serves.
   *
   * @param range - the days that are asked about; else all
   */
  rows(
    knex: Knex,
    question: Question,
    viewer: NumberViewer,
    range: DayRange | undefined,
  ): Knex.QueryBuilder[];
  axis(
    knex: Knex,
    name: NonNullable<Question['x_axis']>,
    question: Question,
  ): ValueSql;
  metric(knex: Knex, question: Question): MetricSql;
}
