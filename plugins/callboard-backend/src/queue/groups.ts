import { Knex } from 'knex';
import { queryRows } from '../database/queryRows';

/** The number of groups examined together. */
export const GROUPS_AT_ONCE = 256;

/**
 * The next groups of a queue with ready jobs, in turn.
 *
 * @param from - the group to start with; the empty one is the first
 */
export async function findGroups(
  tx: Knex.Transaction,
  queue: string,
  from: string,
): Promise<string[]> {
  const after = await scanJobGroups(tx, queue, from, GROUPS_AT_ONCE);
  if (from === '' || after.length === GROUPS_AT_ONCE) {
    return after;
  }
  const seen = new Set(after);
  const before = await scanJobGroups(
    tx,
    queue,
    '',
    GROUPS_AT_ONCE - after.length,
  );
  return [...after, ...before.filter(group => !seen.has(group))];
}

/**
 * Finds groups by a loose index scan, which skips all other jobs in them.
 *
 * @param maxGroups - the maximum number of groups
 */
export async function scanJobGroups(
  knex: Knex,
  queue: string,
  from: string,
  maxGroups: number,
): Promise<string[]> {
  const rows = await queryRows(
    knex,
    `WITH RECURSIVE hops (job_group, nth) AS (
       SELECT * FROM (
         SELECT job_group, 1 FROM jobs
         WHERE queue = ? AND state = 'ready' AND job_group >= ?
         ORDER BY job_group LIMIT 1
       ) AS first
       UNION ALL
       SELECT (
         SELECT jobs.job_group FROM jobs
         WHERE queue = ? AND state = 'ready' AND jobs.job_group > hops.job_group
         ORDER BY jobs.job_group LIMIT 1
       ), nth + 1 FROM hops
       WHERE hops.job_group IS NOT NULL AND nth < ?
     )
     SELECT job_group FROM hops WHERE job_group IS NOT NULL`,
    [queue, from, queue, maxGroups],
  );
  return rows.map(({ job_group }) => job_group);
}
