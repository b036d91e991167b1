import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { inListSql } from '../database/bulk';
import { lockSkippingLocked } from '../database/locks';
import { getSharedTime } from '../database/dialect';

const LEASES_AT_ONCE = 1_000;

/** The ownership of a job; valid while the `claims` of the job stay the same. */
export interface Lease {
  id: string;
  claims: number;
}

/**
 * Releases the jobs of unresponsive processes. The jobs have not failed: interrupted attempts do
 * not count, and the jobs are due at once.
 */
export async function releaseExpiredLeases(
  tx: Knex.Transaction,
  query: {
    queue: string;
    /** Milliseconds since 1970. */
    now: number;
    /** The jobs that the worker is running, even if their leases have expired. */
    running: readonly string[];
  },
): Promise<void> {
  const { queue, now, running } = query;
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
