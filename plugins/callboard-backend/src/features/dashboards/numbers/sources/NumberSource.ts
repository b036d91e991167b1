import { DayRange } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { MetricViewer, ResolvedQuery } from '../ResolvedQuery';

/** A table with several values per row of the source. */
export interface ManyValues {
  table: string;
  idColumn: string;
  valueColumn: string;
}

/** The SQL for the values of an axis or metric. */
export type ValueSql =
  | {
      /** SQL over the source's own tables. Evaluates to NULL where a row has no value. */
      sql: string;
      /**
       * Builds SQL that converts a value to its key. Used after the rows have been grouped by the
       * value, so that it converts few values.
       *
       * @param valueSql - SQL for the value
       */
      translate?: (valueSql: string) => string;
      many?: undefined;
    }
  | { many: ManyValues; sql?: undefined; translate?: undefined };

/**
 * The aggregation of a group's rows.
 *
 * - `count`: the number of rows.
 * - `sum`, `median`: the sum or the median of one value of each row.
 * - `distinct`: the number of different values.
 */
export type MetricSql =
  | { aggregate: 'count' }
  | { aggregate: 'sum' | 'median'; sql: string }
  | { aggregate: 'distinct'; value: ValueSql };

/** Removes the rounding errors of binary fractions from a sum. */
export function removeFloatNoise(sum: number): number {
  return Math.round(sum * 1e6) / 1e6;
}

/** A source of numbers: builds the SQL for its visible rows, their values and their metrics. */
export interface NumberSource {
  id: string;
  /**
   * Whether the rows are already grouped by the query's axes, so that sums need not group them
   * again.
   */
  hasUniqueKeys?: boolean;
  /**
   * Builds queries for the rows to count, without selected columns. No two queries return the same
   * row, and each can use an index.
   *
   * @param range - the requested days; all days if undefined
   */
  selectCountedRows(
    knex: Knex,
    resolvedQuery: ResolvedQuery,
    viewer: MetricViewer,
    range: DayRange | undefined,
  ): Knex.QueryBuilder[];
  getAxisValueSql(
    knex: Knex,
    name: NonNullable<ResolvedQuery['x_axis']>,
    resolvedQuery: ResolvedQuery,
  ): ValueSql;
  getMetricSql(knex: Knex, resolvedQuery: ResolvedQuery): MetricSql;
}
