import { Knex } from 'knex';
import { epochMsSql, sharedTimeMsSql } from '../database/dialect';
import { queryRows } from '../database/statements';

export const GROUPS_AT_ONCE = 256;

/**
 * Finds the next groups that have ready jobs in a queue, starting at `from`. After the last group,
 * continues with the first.
 *
 * @param from - the group to start with; an empty text starts with the first group
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

/** Finds groups by a loose index scan, which reads only one job of each group. */
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

/** The maximum number of groups checked per queue. A queue with more groups is reported as due. */
const MAX_GROUPS = 256;

/**
 * SQL of a query that finds the next work of queues. It returns rows of `name`, the queue, and
 * `wait_ms`, the time until the work is due. Each queue has a row for the first ready job of each
 * group, a row for the lease that ends first, and a row with `wait_ms` 0 if a FIFO group has a
 * wake-up. Loose index scans skip all other waiting jobs.
 *
 * @param queues - at least one
 * @param now - milliseconds since 1970
 */
export function findWork(
  knex: Knex,
  queues: readonly string[],
  now: number,
): Knex.Raw {
  // Leases use the database's clock, which all replicas share.
  const leaseClock = sharedTimeMsSql(knex, now);
  const firstJobSql = (condition: string, order: string) =>
    `(SELECT id FROM jobs AS next WHERE ${condition} ORDER BY ${order} LIMIT 1)`;
  const firstReadyJobSql = (condition: string) =>
    firstJobSql(
      `next.state = 'ready' AND ${condition}`,
      'job_group, due_at, id',
    );
  return knex.raw(
    `WITH RECURSIVE given (queue) AS (
       ${queues.map(() => 'SELECT CAST(? AS text)').join(' UNION ALL ')}
     ), hops (queue, job_group, due_at, nth) AS (
       SELECT given.queue, job_group, due_at, 1 FROM given
       JOIN jobs ON jobs.id = ${firstReadyJobSql('next.queue = given.queue')}
       UNION ALL
       SELECT hops.queue, jobs.job_group, jobs.due_at, nth + 1 FROM hops
       JOIN jobs ON nth < ${MAX_GROUPS} AND jobs.id = ${firstReadyJobSql(
      'next.queue = hops.queue AND next.job_group > hops.job_group',
    )}
     )
     SELECT queue AS name, CASE WHEN nth = ${MAX_GROUPS} THEN 0
       ELSE ${epochMsSql(knex, 'due_at')} - ${now} END AS wait_ms FROM hops
     UNION ALL
     SELECT given.queue, ${epochMsSql(knex, 'leased_until')} - ${leaseClock}
     FROM given JOIN jobs ON jobs.id = ${firstJobSql(
       "next.queue = given.queue AND next.state = 'running'",
       'leased_until',
     )}
     UNION ALL
     SELECT queue, 0 FROM given WHERE (
       SELECT id FROM fifo_group_wakeups WHERE fifo_group_wakeups.queue = given.queue
       ORDER BY id LIMIT 1
     ) IS NOT NULL`,
    [...queues],
  );
}
