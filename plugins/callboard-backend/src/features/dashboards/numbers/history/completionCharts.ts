import {
  DayRange,
  MAX_BUCKETS,
  NumberBar,
  WidgetBars,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { mapValues, sumBy } from 'lodash';
import { epochMsSql } from '../../../../database/dialect';
import { queryRows } from '../../../../database/statements';
import { readKeyNames } from '../axisKeys';
import { getRangeBuckets, instantBucketSql, toBucketKey } from '../buckets';
import { MetricViewer, ResolvedHistoryQuery } from '../ResolvedQuery';
import { instantColumns } from '../sources/itemFilters';
import { removeFloatNoise } from '../sources/NumberSource';
import {
  measureSql,
  selectCountedItems,
  countedWorkItems,
} from '../sources/workItems';

/** The series of the chart `created_vs_completed`. `date` decides the bucket of an item. */
export const completionSeries = [
  { key: 'created', name: 'Created', date: 'CREATED_AT' },
  { key: 'completed', name: 'Completed', date: 'COMPLETED_AT' },
] as const;

/** The count or sum of a series in a bucket. The total of the previous range has no bucket. */
type SeriesValue = { series: string; bucket: string | null; value: unknown };

/** Counts the items created and completed in each bucket of a range, or sums their metric. */
export async function countCreatedAndCompleted(
  knex: Knex,
  resolvedQuery: ResolvedHistoryQuery,
  viewer: MetricViewer,
): Promise<Omit<WidgetBars, 'computed_at'>> {
  const { range, previous, limit = MAX_BUCKETS } = resolvedQuery;
  const sums = await readSums(knex, resolvedQuery, viewer);
  const values = new Map(
    sums.map(({ series, bucket, value }) => [
      `${series} ${bucket && toBucketKey(bucket)}`,
      removeFloatNoise(Number(value ?? 0)),
    ]),
  );
  const getSum = (series: string, bucket: string | null) =>
    values.get(`${series} ${bucket}`) ?? 0;
  const buckets = getRangeBuckets(range, resolvedQuery, MAX_BUCKETS + 1);
  const shownBuckets = buckets.slice(-limit);
  return {
    data: shownBuckets.map((key): NumberBar => {
      const [created, completed] = completionSeries.map(series =>
        getSum(series.key, key),
      );
      return { key, name: key, count: created, created, completed };
    }),
    schema: Object.fromEntries(
      completionSeries.map(({ key, name }) => [key, name]),
    ),
    total: removeFloatNoise(
      sumBy(buckets, bucket => getSum('created', bucket)),
    ),
    previous_total: previous ? getSum('previous', null) : undefined,
    truncated: shownBuckets.length < buckets.length || undefined,
  };
}

/** Reads both series by bucket, and the previous total, in one statement. */
async function readSums(
  knex: Knex,
  resolvedQuery: ResolvedHistoryQuery,
  viewer: MetricViewer,
): Promise<SeriesValue[]> {
  const measure = measureSql(knex, resolvedQuery);
  const selectSums = (
    series: string,
    date: 'CREATED_AT' | 'COMPLETED_AT',
    { days, bucketSql }: { days: DayRange; bucketSql: string },
  ) =>
    selectCountedItems(knex, { ...resolvedQuery, date }, viewer, days).select(
      knex.raw(
        `'${series}' AS series, ${bucketSql} AS bucket, sum(${measure}) AS value`,
      ),
    );
  const parts = completionSeries.map(({ key, date }) => {
    const bucket = instantBucketSql(knex, instantColumns[date], resolvedQuery);
    return selectSums(key, date, {
      days: resolvedQuery.range,
      bucketSql: `CAST(${bucket} AS text)`,
    }).groupBy('bucket');
  });
  if (resolvedQuery.previous) {
    const previousTotal = {
      days: resolvedQuery.previous,
      bucketSql: 'CAST(NULL AS text)',
    };
    parts.push(selectSums('previous', 'CREATED_AT', previousTotal));
  }
  const sql = parts.map((_, nth) => `SELECT * FROM ? AS part_${nth}`);
  return queryRows(knex, sql.join(' UNION ALL '), parts);
}

/** The maximum number of points. More points would be indistinguishable. */
const MAX_POINTS = 1_000;

const percentileFractions = { p50: 0.5, p85: 0.85, p95: 0.95 } as const;

/** In hours; null if no item was completed. */
type Percentiles = Record<keyof typeof percentileFractions, number | null>;

interface CycleTime {
  id: string;
  hours: number;
  completed_at: number;
}

/**
 * Computes the cycle times of the items that were completed last in a range, and the percentiles of
 * all items that were completed in the range.
 */
export async function computeCycleTimes(
  knex: Knex,
  resolvedQuery: ResolvedHistoryQuery,
  viewer: MetricViewer,
): Promise<Omit<WidgetBars, 'computed_at'>> {
  const { limit = MAX_POINTS, previous } = resolvedQuery;
  const { points, percentiles, previousPercentiles } = await readCycleTimes(
    knex,
    resolvedQuery,
    { viewer, limit: limit + 1 },
  );
  const shownPoints = points.slice(0, limit).reverse();
  const ids = shownPoints.map(({ id }) => id);
  const names = await readKeyNames(knex, 'WORK_ITEM', ids);
  const { p50, p85, p95 } = percentiles;
  return {
    data: shownPoints.map(({ id, hours, completed_at }) => ({
      key: id,
      name: names.get(id)?.name ?? id,
      count: hours,
      completed_at,
    })),
    schema: { completed_at: 'Completed' },
    total: p50,
    previous_total: previous ? previousPercentiles.p50 : undefined,
    truncated: points.length > limit || undefined,
    percentiles:
      p50 !== null && p85 !== null && p95 !== null
        ? { p50, p85, p95 }
        : undefined,
  };
}

/** Reads the items completed last, newest first, and the percentiles of all completed items. */
async function readCycleTimes(
  knex: Knex,
  resolvedQuery: ResolvedHistoryQuery,
  { viewer, limit }: { viewer: MetricViewer; limit: number },
): Promise<{
  points: CycleTime[];
  percentiles: Percentiles;
  previousPercentiles: Percentiles;
}> {
  const { sql } = countedWorkItems.getMetricSql(knex, resolvedQuery) as {
    sql: string;
  };
  const selectCompletedItems = (days: ResolvedHistoryQuery['range']) =>
    selectCountedItems(
      knex,
      { ...resolvedQuery, date: 'COMPLETED_AT' },
      viewer,
      days,
    )
      .select('work_items.id')
      .select(knex.raw(`CAST(${sql} AS double precision) AS hours`))
      .select(
        knex.raw(`${epochMsSql(knex, 'work_items.completed_at')} AS ended`),
      );
  const { range, previous } = resolvedQuery;
  // Rows of the kind `point` have their hours in the column `p50`.
  const rows = await queryRows(
    knex,
    `WITH found AS MATERIALIZED ?
    SELECT * FROM (
      SELECT 'point' AS kind, CAST(id AS text) AS id, hours AS p50, ended,
        CAST(NULL AS double precision) AS p85, CAST(NULL AS double precision) AS p95
      FROM found ORDER BY found.ended DESC, found.id DESC LIMIT ?
    ) AS points
    UNION ALL ${percentilesSql('range', 'found')}
    ${previous ? `UNION ALL ${percentilesSql('previous', '? AS found')}` : ''}`,
    [
      selectCompletedItems(range),
      limit,
      ...(previous ? [selectCompletedItems(previous)] : []),
    ],
  );
  const getPercentiles = (kind: 'range' | 'previous'): Percentiles => {
    const row = rows.find(each => each.kind === kind);
    return mapValues(percentileFractions, (_, name) => {
      const hours = row?.[name] ?? null;
      return hours === null ? null : removeFloatNoise(Number(hours));
    });
  };
  return {
    points: rows
      .filter(({ kind }) => kind === 'point')
      .map(({ id, p50, ended }) => ({
        id,
        hours: removeFloatNoise(Number(p50)),
        completed_at: Number(ended),
      })),
    percentiles: getPercentiles('range'),
    previousPercentiles: getPercentiles('previous'),
  };
}

/**
 * SQL for one row with the percentiles of `hours` in `from`. They are null if `from` is empty. A
 * percentile that lies between two ranks is the mean of both values, weighted by closeness, as in
 * PostgreSQL's `percentile_cont`, which SQLite lacks.
 */
function percentilesSql(kind: string, from: string): string {
  const [p50, p85, p95] = Object.values(percentileFractions).map(fraction => {
    const distance = `abs(position - ${fraction} * last)`;
    const weight = `CASE WHEN ${distance} < 1 THEN 1 - ${distance} ELSE 0 END`;
    return `sum(hours * (${weight}))`;
  });
  return `SELECT '${kind}', NULL, ${p50}, NULL, ${p85}, ${p95} FROM (
    SELECT hours, row_number() OVER (ORDER BY hours) - 1 AS position,
      count(*) OVER () - 1 AS last
    FROM ${from}
  ) AS ranked`;
}
