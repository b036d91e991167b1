import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { yieldToEventLoop } from '../kernel/yielding';
import { insertMany, inListSql, updateMany } from '../database/bulk';
import { lockForUpdate } from '../database/locks';
import { ClaimedJob } from './claimJobs';
import { selectOwnedJobs } from './leases';

const DELETE_BATCH_SIZE = 1_000;

export type JobResult =
  | { kind: 'done' }
  | {
      kind: 'waits';
      /** Milliseconds since 1970. */
      due_at: number;
      /** The number of counted attempts so far. */
      attempts: number;
      /** The number of consecutive runs that ended with their process. */
      interruptions: number;
      payload: JsonObject;
      /** The error, if the job is retried after a failure. */
      error: string | null;
    }
  | { kind: 'dead_lettered'; error: string };

export interface JobWithResult {
  job: ClaimedJob;
  result: JobResult;
}

/** Stores the results of jobs, unless another worker has taken over their lease. */
export async function completeJobs(
  tx: Knex.Transaction,
  results: readonly JobWithResult[],
  now: number,
): Promise<void> {
  const ownedIds = new Set<string>(
    (
      await lockForUpdate(
        selectOwnedJobs(
          tx,
          results.map(({ job }) => job),
        ).select('id'),
      )
    ).map(({ id }: { id: number | string }) => String(id)),
  );
  const owned = results.filter(({ job }) => ownedIds.has(job.id));
  const superseded = await findSupersededJobs(tx, owned);
  const isComplete = ({ job, result }: JobWithResult) =>
    result.kind === 'done' || superseded.has(job.id);
  const completed = owned.filter(isComplete);
  const remaining = owned.filter(each => !isComplete(each));
  if (completed.length > 0) {
    const ids = completed.map(({ job }) => job.id);
    await tx('jobs')
      .whereRaw(...inListSql(tx, 'id', ids, 'bigint'))
      .delete();
  }
  await updateMany(
    tx,
    'jobs',
    remaining.map(each => toRow(each, now)),
  );
  const unblocking = owned.filter(
    each =>
      each.job.fifo_group !== null &&
      (isComplete(each) || each.result.kind === 'dead_lettered'),
  );
  await insertMany(
    tx,
    'fifo_group_wakeups',
    unblocking.map(({ job }) => ({
      queue: job.queue,
      fifo_group: job.fifo_group,
    })),
  );
}

/** @param before - milliseconds since 1970 */
export async function deleteDeadLetters(
  knex: Knex,
  queue: string,
  before: number,
): Promise<void> {
  let deleted = DELETE_BATCH_SIZE;
  while (deleted === DELETE_BATCH_SIZE) {
    const old: string[] = await knex('jobs')
      .where({ queue, state: 'dead_lettered' })
      .where('failed_at', '<', new Date(before))
      // Oldest first, so that an index scan ends before the newer rows, which may be many.
      .orderBy('failed_at')
      .limit(DELETE_BATCH_SIZE)
      .pluck('id');
    deleted =
      old.length === 0
        ? 0
        : await knex('jobs')
            .whereRaw(...inListSql(knex, 'id', old, 'bigint'))
            .where({ state: 'dead_lettered' })
            .delete();
    await yieldToEventLoop();
  }
}

/** Returns the ids of rescheduled jobs whose unique key another waiting job already has. */
async function findSupersededJobs(
  tx: Knex,
  results: readonly JobWithResult[],
): Promise<Set<string>> {
  const keyed = results.flatMap(({ job, result }) =>
    result.kind === 'waits' && job.key !== null
      ? [{ id: job.id, queue: job.queue, key: job.key }]
      : [],
  );
  if (keyed.length === 0) {
    return new Set();
  }
  const waiting: Array<{ queue: string; unique_key: string }> = await tx('jobs')
    .select('queue', 'unique_key')
    .whereIn('queue', [...new Set(keyed.map(({ queue }) => queue))])
    .whereRaw(
      ...inListSql(
        tx,
        'unique_key',
        keyed.map(({ key }) => key),
        'text',
      ),
    )
    .whereRaw("state IN ('ready', 'behind')");
  const taken = new Set(
    waiting.map(({ queue, unique_key }) => `${queue} ${unique_key}`),
  );
  return new Set(
    keyed.flatMap(({ id, queue, key }) =>
      taken.has(`${queue} ${key}`) ? [id] : [],
    ),
  );
}

function toRow({ job, result }: JobWithResult, now: number) {
  const common = { id: job.id, claims: job.claims + 1, leased_until: null };
  if (result.kind !== 'waits') {
    const error = result.kind === 'dead_lettered' ? result.error : null;
    return {
      ...common,
      state: 'dead_lettered',
      unique_key: null,
      due_at: new Date(now),
      attempts: job.attempts,
      interruptions: job.interruptions,
      payload: job.payload,
      failed_at: new Date(now),
      last_error: error,
    };
  }
  const { due_at, attempts, interruptions, payload, error } = result;
  // A postponed job keeps the error of an earlier failure, if any.
  const previousFailure = attempts === 0 ? null : job;
  return {
    ...common,
    state: 'ready',
    unique_key: job.key,
    due_at: new Date(due_at),
    attempts,
    interruptions,
    payload,
    failed_at:
      error === null ? previousFailure?.failed_at ?? null : new Date(now),
    last_error: error ?? previousFailure?.last_error ?? null,
  };
}
