import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { isOneOf } from '../database/bulk';
import { isPostgres } from '../database/dialect';

/** How many leases that ran out are taken together. */
const LEASES_AT_ONCE = 1_000;

/** Whose a job is: as long as nobody has claimed it since. */
export interface Lease {
  id: string;
  claims: number;
}

/**
 * Makes ready again what belongs to processes that show no sign of life. The jobs have not
 * failed: the attempts that were interrupted do not count, and nothing has to be waited for.
 */
export async function takeLostOnes(
  tx: Knex.Transaction,
  from: {
    queue: string;
    /** Milliseconds since 1970. */
    now: number;
    /** What the worker is at, whatever its leases say. */
    running: readonly string[];
  },
): Promise<void> {
  const { queue, now, running } = from;
  const [isRunning, ids] = isOneOf(tx, 'id', running, 'bigint');
  const found = tx('jobs')
    .select('id')
    .where({ queue, state: 'running' })
    .where('leased_until', '<', databaseNow(tx, now))
    .whereRaw(`NOT (${isRunning})`, ids)
    .limit(LEASES_AT_ONCE);
  // A transaction that is at a job has locked it.
  await tx('jobs')
    .whereIn('id', isPostgres(tx) ? found.forUpdate().skipLocked() : found)
    .update({
      state: 'ready',
      claims: tx.raw('claims + 1'),
      attempts: tx.raw('attempts - 1'),
      interruptions: tx.raw('interruptions + 1'),
      leased_until: null,
      // Another may have come with the same key.
      unique_key: null,
    });
}

/**
 * Moves the end of leases on.
 *
 * @returns the ids of those that are still the worker's, whether or not
 * a transaction of its own has them locked
 */
export async function prolongLeases(
  knex: Knex,
  jobs: readonly Lease[],
  now: number,
  leaseMs: number,
): Promise<Set<string>> {
  const own = ownJobs(knex, jobs).select('id');
  await knex('jobs')
    .whereIn(
      'id',
      isPostgres(knex) ? own.clone().forUpdate().skipLocked() : own,
    )
    .update({ leased_until: leaseEnd(knex, now, leaseMs) });
  const held = await ownJobs(knex, jobs).pluck('id');
  return new Set(held.map(String));
}

/**
 * Those of some jobs that are still the worker's.
 *
 * @param jobs - at least one
 */
export function ownJobs(knex: Knex, jobs: readonly Lease[]): Knex.QueryBuilder {
  const byClaims = groupBy(jobs, ({ claims }) => claims);
  return knex('jobs').where(either => {
    for (const [claims, some] of Object.entries(byClaims)) {
      const ids = some.map(({ id }) => id);
      either.orWhere(both =>
        both
          .whereRaw(...isOneOf(knex, 'id', ids, 'bigint'))
          .where({ claims: Number(claims) }),
      );
    }
  });
}

/**
 * The moment by the clock that all replicas share: theirs may differ, and a
 * lease must last for all of them.
 */
function databaseNow(knex: Knex, now: number): Knex.Raw | Date {
  return isPostgres(knex) ? knex.raw('statement_timestamp()') : new Date(now);
}

/** The end of a lease that begins now. */
export function leaseEnd(
  knex: Knex,
  now: number,
  leaseMs: number,
): Knex.Raw | Date {
  return isPostgres(knex)
    ? knex.raw("statement_timestamp() + ? * interval '1 millisecond'", [
        leaseMs,
      ])
    : new Date(now + leaseMs);
}
