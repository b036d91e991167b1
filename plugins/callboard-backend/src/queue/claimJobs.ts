import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { inListSql, buildValuesTable } from '../database/bulk';
import { readJson, getSharedTime } from '../database/dialect';
import { lockSkippingLocked, lockName } from '../database/locks';
import { runTransactionWithTimeout } from '../database/transactions';
import { findGroups, GROUPS_AT_ONCE } from './findWork';
import { joinRowsOfEachSql } from '../database/sql/planner';
import { queryRows } from '../database/statements';

/**
 * The number of wake-ups processed together. A wake-up is a row that requests to check a FIFO
 * group.
 */
const WAKEUPS_AT_ONCE = 1_000;

const LEASES_AT_ONCE = 1_000;

/** The timeout after which an unresponsive process loses the lock of the queue. */
const IDLE_TIMEOUT_MS = 5_000;

/** The ownership of a job; valid while the `claims` of the job stay the same. */
export interface Lease {
  id: string;
  claims: number;
}

/** A job that a worker owns until its lease ends. */
export interface ClaimedJob extends Lease {
  queue: string;
  fifo_group: string | null;
  group: string;
  key: string | null;
  payload: JsonObject;
  /** The number of attempts including this one, from 1. */
  attempts: number;
  /** The number of consecutive runs that ended with their process. */
  interruptions: number;
  added_at: number;
  /** The trace context in which the job was added; null if that was not traced. */
  traceparent: string | null;
  failed_at: Date | number | string | null;
  last_error: string | null;
}

interface ClaimQuery {
  queue: string;
  /** Milliseconds since 1970. */
  now: number;
  limit: number;
  perGroup: number;
  /** The free slots of groups, where they differ from `perGroup`. */
  freeSlots: ReadonlyMap<string, number>;
  /** The group to start with, so that all groups take turns. */
  from: string;
  leaseMs: number;
  /** The jobs that the worker is running, even if their leases have expired. */
  running: readonly string[];
  /** Whether to take over jobs of crashed processes. */
  takesOver: boolean;
}

export interface ClaimResult {
  jobs: ClaimedJob[];
  /** The group to start with next time. */
  from: string;
  /** Whether more groups or wake-ups may be left to examine. */
  hasMore: boolean;
}

/** Claims due jobs; the groups take turns. At most one job of a FIFO group is claimed at a time. */
export async function claimJobs(
  knex: Knex,
  query: ClaimQuery,
): Promise<ClaimResult> {
  return runTransactionWithTimeout(knex, IDLE_TIMEOUT_MS, async tx => {
    // Excludes other calls for the same queue.
    await lockName(tx, `queue ${query.queue}`);
    if (query.takesOver) {
      await releaseExpiredLeases(tx, query);
    }
    const wakeupCount = await unblockFifoGroups(tx, query.queue);
    const groups = await findGroups(tx, query.queue, query.from);
    const dueJobs = await findDueJobs(tx, query, groups);
    const ids = selectJobIds(dueJobs, query);
    return {
      jobs: ids.length === 0 ? [] : await markClaimed(tx, query, ids),
      from: groups[groups.length - 1] ?? '',
      hasMore:
        wakeupCount === WAKEUPS_AT_ONCE || groups.length === GROUPS_AT_ONCE,
    };
  });
}

interface DueJob {
  id: number | string;
  job_group: string;
  nth: number | string;
}

async function findDueJobs(
  tx: Knex.Transaction,
  { queue, now, limit, perGroup, freeSlots }: ClaimQuery,
  groups: readonly string[],
): Promise<DueJob[]> {
  const groupsWithSlots = groups.filter(
    group => (freeSlots.get(group) ?? perGroup) > 0,
  );
  if (groupsWithSlots.length === 0) {
    return [];
  }
  const groupsTable = buildValuesTable(
    tx,
    'given',
    groupsWithSlots.map(job_group => ({ job_group })),
    ['job_group'],
  );
  const dueJobsSql = (columns: string) => `
    SELECT ${columns} FROM jobs AS due
    WHERE due.queue = ? AND due.state = 'ready' AND due.job_group = given.job_group
      AND due.due_at <= ?
    ORDER BY due.due_at, due.id LIMIT ?`;
  const join = joinRowsOfEachSql(tx, {
    table: 'jobs',
    name: 'found',
    columns: 'id, due_at',
    buildSql: dueJobsSql,
  });
  const maxPerGroup = Math.min(limit, perGroup);
  return queryRows(
    tx,
    `SELECT * FROM (
       SELECT found.id, found.due_at, given.job_group, row_number() OVER (
         PARTITION BY given.job_group ORDER BY found.due_at, found.id
       ) AS nth
       FROM ? ${join}
     ) AS numbered
     ORDER BY nth, due_at, id`,
    [groupsTable, queue, new Date(now), maxPerGroup],
  );
}

/** Selects jobs from the groups in turn; from each group, at most as many as it has free slots. */
function selectJobIds(
  dueJobs: readonly DueJob[],
  { limit, freeSlots }: ClaimQuery,
): string[] {
  return dueJobs
    .filter(
      ({ job_group, nth }) =>
        Number(nth) <= (freeSlots.get(job_group) ?? Infinity),
    )
    .slice(0, limit)
    .map(({ id }) => String(id));
}

/** Marks jobs as claimed. The caller holds the lock of the queue. */
async function markClaimed(
  tx: Knex.Transaction,
  { now, leaseMs }: ClaimQuery,
  ids: readonly string[],
): Promise<ClaimedJob[]> {
  const claimable = tx('jobs')
    .select('id')
    .whereRaw(...inListSql(tx, 'id', ids, 'bigint'));
  const rows: any[] = await tx('jobs')
    // Skips rows that another transaction has locked to add a job with the same key.
    .whereIn('id', lockSkippingLocked(claimable))
    .update({
      state: 'running',
      attempts: tx.raw('attempts + 1'),
      claims: tx.raw('claims + 1'),
      leased_until: getSharedTime(tx, now, leaseMs),
    })
    .returning('*');
  const indexById = new Map(ids.map((id, index) => [id, index]));
  return rows
    .map(toClaimedJob)
    .sort((a, b) => indexById.get(a.id)! - indexById.get(b.id)!);
}

function toClaimedJob(row: any): ClaimedJob {
  return {
    id: String(row.id),
    queue: row.queue,
    fifo_group: row.fifo_group,
    group: row.job_group,
    key: row.unique_key,
    payload: readJson<JsonObject>(row.payload),
    attempts: row.attempts,
    interruptions: row.interruptions,
    claims: row.claims,
    added_at: new Date(row.added_at).getTime(),
    traceparent: row.traceparent,
    failed_at: row.failed_at,
    last_error: row.last_error,
  };
}

/**
 * In each FIFO group that has a wake-up, but no ready or running job, sets the first job to
 * `ready`. No other code does this, and the lock of the queue excludes concurrent calls: otherwise
 * two jobs of a group could become ready.
 *
 * @returns the number of processed wake-ups
 */
async function unblockFifoGroups(
  tx: Knex.Transaction,
  queue: string,
): Promise<number> {
  const wakeups: Array<{ fifo_group: string }> = await queryRows(
    tx,
    `DELETE FROM fifo_group_wakeups WHERE id IN (
       SELECT id FROM fifo_group_wakeups WHERE queue = ? ORDER BY id LIMIT ?
     ) RETURNING fifo_group`,
    [queue, WAKEUPS_AT_ONCE],
  );
  const groups = [...new Set(wakeups.map(({ fifo_group }) => fifo_group))];
  if (groups.length > 0) {
    const groupsTable = buildValuesTable(
      tx,
      'given',
      groups.map(fifo_group => ({ fifo_group })),
      ['fifo_group'],
    );
    await tx.raw(
      `UPDATE jobs SET state = 'ready' WHERE id IN (
         SELECT (
           SELECT id FROM jobs AS next
           WHERE next.queue = ? AND next.fifo_group = given.fifo_group AND next.state = 'behind'
           ORDER BY next.id LIMIT 1
         ) FROM ?
         WHERE NOT EXISTS (
           SELECT 1 FROM jobs AS first
           WHERE first.queue = ? AND first.fifo_group = given.fifo_group
             AND first.state IN ('ready', 'running')
         )
       )`,
      [queue, groupsTable, queue],
    );
  }
  return wakeups.length;
}

/**
 * Releases the jobs of unresponsive processes. The jobs have not failed: interrupted attempts do
 * not count, and the jobs are due at once.
 */
async function releaseExpiredLeases(
  tx: Knex.Transaction,
  { queue, now, running }: ClaimQuery,
): Promise<void> {
  const [isRunning, ids] = inListSql(tx, 'id', running, 'bigint');
  const expired = tx('jobs')
    .select('id')
    .where({ queue, state: 'running' })
    .where('leased_until', '<', getSharedTime(tx, now))
    .whereRaw(`NOT (${isRunning})`, ids)
    .limit(LEASES_AT_ONCE);
  // Skips jobs that a transaction has locked, because it is still working on them.
  await tx('jobs')
    .whereIn('id', lockSkippingLocked(expired))
    .update({
      state: 'ready',
      claims: tx.raw('claims + 1'),
      attempts: tx.raw('attempts - 1'),
      interruptions: tx.raw('interruptions + 1'),
      leased_until: null,
      // Another job with the same key may have been added.
      unique_key: null,
    });
}

/**
 * Extends leases.
 *
 * @returns the ids of jobs that the worker still owns, including jobs that a transaction of the
 * worker has locked
 */
export async function extendLeases(
  knex: Knex,
  jobs: readonly Lease[],
  now: number,
  leaseMs: number,
): Promise<Set<string>> {
  const owned = selectOwnedJobs(knex, jobs).select('id');
  await knex('jobs')
    .whereIn('id', lockSkippingLocked(owned))
    .update({ leased_until: getSharedTime(knex, now, leaseMs) });
  const ownedIds = await selectOwnedJobs(knex, jobs).pluck('id');
  return new Set(ownedIds.map(String));
}

/**
 * Selects those of the given jobs that the worker still owns.
 *
 * @param jobs - at least one
 */
export function selectOwnedJobs(
  knex: Knex,
  jobs: readonly Lease[],
): Knex.QueryBuilder {
  const jobsByClaims = groupBy(jobs, ({ claims }) => claims);
  return knex('jobs').where(either => {
    for (const [claims, jobsWithClaims] of Object.entries(jobsByClaims)) {
      const ids = jobsWithClaims.map(({ id }) => id);
      either.orWhere(both =>
        both
          .whereRaw(...inListSql(knex, 'id', ids, 'bigint'))
          .where({ claims: Number(claims) }),
      );
    }
  });
}
