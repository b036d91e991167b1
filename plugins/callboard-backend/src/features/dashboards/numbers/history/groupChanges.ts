import { StateGroup } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { rowsOf } from '../../../../database/rowsOf';
import { instantsOfDays } from '../../../../database/zones';
import { bucketKey, bucketOfInstantSql } from '../buckets';
import { NumberViewer } from '../Question';
import { workItems } from '../sources/workItems';
import { HistoryQuestion } from './HistoryQuestion';
import { measureSql } from './measureSql';

/** How much more, or less, is in a group of states from a bucket on. */
export interface GroupChange {
  group: StateGroup;
  /** Null for all that was before the range. */
  bucket: string | null;
  value: number;
}

/**
 * How the items of a question have moved through the groups of states, up to the end
 * of its range. Of items whose first state was not kept, nobody knows where they
 * were before: they are taken to be in the backlog from when they were made.
 */
export async function groupChanges(
  knex: Knex,
  question: HistoryQuestion,
  viewer: NumberViewer,
): Promise<GroupChange[]> {
  const { range, zone } = question;
  const { from, to } = instantsOfDays(range.start, range.end, zone);
  const [start, end] = [new Date(from!), new Date(to!)];
  const found = workItems
    .rows(knex, question, viewer, undefined)
    .select('work_items.id', 'work_items.created_at')
    .select(knex.raw(`${measureSql(knex, question)} AS m`));
  const rows = await rowsOf(
    knex,
    `WITH found AS MATERIALIZED ?,
    kept AS MATERIALIZED (
      SELECT found.id, found.m, entered_at, left_at, work_states."group" AS g
      FROM found
      JOIN work_item_states ON work_item_states.work_item_id = found.id
      JOIN work_states ON work_states.id = work_item_states.state_id
    ),
    first_kept AS (SELECT id, min(entered_at) AS at FROM kept GROUP BY id),
    spans AS (
      SELECT g, m, entered_at, left_at FROM kept
      UNION ALL
      SELECT 'backlog', found.m, found.created_at, first_kept.at
      FROM found LEFT JOIN first_kept ON first_kept.id = found.id
      WHERE first_kept.at IS NULL OR found.created_at < first_kept.at
    ),
    changes AS (
      SELECT g, entered_at AS at, m FROM spans WHERE entered_at < ?
      UNION ALL
      SELECT g, left_at, -m FROM spans WHERE left_at < ?
    )
    SELECT g, CASE WHEN at >= ?
      THEN CAST(${bucketOfInstantSql(knex, 'at', question)} AS text) END AS x,
      sum(m) AS v
    FROM changes GROUP BY 1, 2`,
    [found, end, end, start],
  );
  return rows.map(({ g, x, v }) => ({
    group: g,
    bucket: x === null ? null : bucketKey(x),
    value: Number(v),
  }));
}
