import { StateGroup } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { queryRows } from '../../../../database/queryRows';
import { toInstantRange } from '../../../../database/zones';
import { toBucketKey, instantBucketSql } from '../buckets';
import { MetricViewer } from '../ResolvedQuery';
import { selectCountedItems } from '../sources/workItems';
import { ResolvedHistoryQuery } from './ResolvedHistoryQuery';
import { measureSql } from './measureSql';

/** The change of the value of a state group in a bucket. */
export interface GroupChange {
  /** Null for the creation of items. */
  group: StateGroup | null;
  /** Null for everything before the range. */
  bucket: string | null;
  value: number;
}

/**
 * Computes the creation of items and their moves between state groups up to the end of the range.
 * Counts items without a group too: the first states of some items were not recorded.
 */
export async function queryGroupChanges(
  knex: Knex,
  resolvedQuery: ResolvedHistoryQuery,
  viewer: MetricViewer,
): Promise<GroupChange[]> {
  const { range, zone } = resolvedQuery;
  const { from, to } = toInstantRange(range.start, range.end, zone);
  const [start, end] = [new Date(from!), new Date(to!)];
  const found = selectCountedItems(knex, resolvedQuery, viewer, undefined)
    .select('work_items.id', 'work_items.created_at')
    .select(knex.raw(`${measureSql(knex, resolvedQuery)} AS m`));
  const rows = await queryRows(
    knex,
    `WITH found AS MATERIALIZED ?,
    -- Omits stays in a state that ended before the range: they do not affect it.
    spans AS (
      SELECT work_states."group" AS g, found.m, work_item_states.left_at,
        CASE WHEN entered_at < found.created_at THEN found.created_at ELSE entered_at END
          AS entered_at
      FROM found
      JOIN work_item_states ON work_item_states.work_item_id = found.id
      JOIN work_states ON work_states.id = work_item_states.state_id
      WHERE entered_at < ?
        AND (left_at IS NULL OR (left_at >= ? AND left_at > found.created_at))
    ),
    changes AS (
      SELECT g, CASE WHEN sign > 0 THEN entered_at ELSE left_at END AS at,
        sign * m AS m
      FROM spans CROSS JOIN (SELECT 1 AS sign UNION ALL SELECT -1) AS ends
      UNION ALL
      SELECT NULL, created_at, m FROM found
    )
    SELECT g, CASE WHEN at >= ?
      THEN CAST(${instantBucketSql(
        knex,
        'at',
        resolvedQuery,
      )} AS text) END AS x,
      sum(m) AS v
    FROM changes WHERE at < ? GROUP BY 1, 2`,
    [found, end, start, start, end],
  );
  return rows.map(({ g, x, v }) => ({
    group: g,
    bucket: x === null ? null : toBucketKey(x),
    value: Number(v),
  }));
}
