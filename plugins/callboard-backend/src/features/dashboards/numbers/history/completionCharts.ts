import {
  DayRange,
  MAX_BUCKETS,
  NumberBar,
  WidgetBars,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { queryRows } from '../../../../database/queryRows';
import { toBucketKey, instantBucketSql, getRangeBuckets } from '../buckets';
import { MetricViewer, ResolvedHistoryQuery } from '../ResolvedQuery';
import { instantsOfItems } from '../sources/itemFilters';
import {
  selectCountedItems,
  measureSql,
  removeFloatNoise,
} from '../sources/workItems';

/** The groups of the chart and their dates. */
export const datesOfGroups = [
  { key: 'created', name: 'Created', date: 'CREATED_AT' },
  { key: 'completed', name: 'Completed', date: 'COMPLETED_AT' },
] as const;

type Cell = { g: string; x: string | null; v: unknown };

/** Counts created and completed items in each bucket of a range. */
export async function countCreatedAndCompleted(
  knex: Knex,
  resolvedQuery: ResolvedHistoryQuery,
  viewer: MetricViewer,
): Promise<Omit<WidgetBars, 'computed_at'>> {
  const { range, previous, limit = MAX_BUCKETS } = resolvedQuery;
  const cells = await readCells(knex, resolvedQuery, viewer);
  const values = new Map(
    cells.map(({ g, x, v }) => [
      `${g} ${x && toBucketKey(x)}`,
      removeFloatNoise(Number(v ?? 0)),
    ]),
  );
  const getGroupCount = (group: string, bucket: string) =>
    values.get(`${group} ${bucket}`) ?? 0;
  const buckets = getRangeBuckets(range, resolvedQuery, MAX_BUCKETS + 1);
  const shown = buckets.slice(-limit);
  return {
    data: shown.map((key): NumberBar => {
      const [created, completed] = datesOfGroups.map(group =>
        getGroupCount(group.key, key),
      );
      return { key, name: key, count: created, created, completed };
    }),
    schema: Object.fromEntries(
      datesOfGroups.map(({ key, name }) => [key, name]),
    ),
    total: removeFloatNoise(
      buckets.reduce(
        (sum, bucket) => sum + getGroupCount('created', bucket),
        0,
      ),
    ),
    ...(previous ? { previous_total: getGroupCount('previous', 'null') } : {}),
    ...(shown.length < buckets.length ? { truncated: true as const } : {}),
  };
}

/** Computes both groups by bucket and the previous total in one statement. */
async function readCells(
  knex: Knex,
  resolvedQuery: ResolvedHistoryQuery,
  viewer: MetricViewer,
): Promise<Cell[]> {
  const measure = measureSql(knex, resolvedQuery);
  const selectSums = (
    group: string,
    date: 'CREATED_AT' | 'COMPLETED_AT',
    { days, bucket }: { days: DayRange; bucket: string },
  ) =>
    selectCountedItems(knex, { ...resolvedQuery, date }, viewer, days).select(
      knex.raw(`'${group}' AS g, ${bucket} AS x, sum(${measure}) AS v`),
    );
  const parts = datesOfGroups.map(({ key, date }) => {
    const instant = instantBucketSql(
      knex,
      instantsOfItems[date],
      resolvedQuery,
    );
    const bucket = `CAST(${instant} AS text)`;
    return selectSums(key, date, { days: resolvedQuery.range, bucket }).groupBy(
      'x',
    );
  });
  if (resolvedQuery.previous) {
    const before = {
      days: resolvedQuery.previous,
      bucket: 'CAST(NULL AS text)',
    };
    parts.push(selectSums('previous', 'CREATED_AT', before));
  }
  const sql = parts.map((_, nth) => `SELECT * FROM ? AS part_${nth}`);
  return queryRows(knex, sql.join(' UNION ALL '), parts);
}
