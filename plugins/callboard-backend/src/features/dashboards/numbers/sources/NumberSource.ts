import { DayRange } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { MetricViewer, ResolvedQuery } from '../ResolvedQuery';

/** A table with several values per row of the source. */
export interface ManyValues {
  table: string;
  /** Its column with the id of the row. */
  idColumn: string;
  /** Its column with the value. */
  value: string;
}

/** The SQL for the values of an axis or metric. */
export type ValueSql =
  | {
      /** SQL over the source's own tables; null for no value. */
      sql: string;
      /** Derives the key from `sql` after rows have been grouped by `sql`. */
      translate?: (sql: string) => string;
      many?: undefined;
    }
  | { many: ManyValues; sql?: undefined; translate?: undefined };

/**
 * The aggregation of a group's rows.
 *
 * - `count`: the number of rows.
 * - `sum`, `median`: of a value of each row.
 * - `distinct`: the number of different values.
 */
export type MetricSql =
  | { aggregate: 'count' }
  | { aggregate: 'sum' | 'median'; sql: string }
  | { aggregate: 'distinct'; value: ValueSql };

export interface CountedRows {
  /** The column that identifies a row. */
  id: string;
  /** Whether its rows are already grouped, so that no two have the same keys. */
  hasUniqueKeys?: boolean;
  /**
   * The rows to count, once each, without selected columns: in disjoint parts, each of which uses an
   * index.
   *
   * @param range - the requested days; all by default
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
