import { Knex } from 'knex';
import { sortBy, uniqBy } from 'lodash';
import { insertReturning, insertTogether } from '../database/bulk';
import { getTraceparent } from '../kernel/tracing';
import { NewJob, requireShortPayload } from './Job';

/**
 * A waiting job becomes due at the earlier of both times, unless it has failed: then it keeps the
 * time of its next attempt. In any case no worker can claim it before this transaction has ended,
 * because the job must see the changes of this transaction.
 */
const ON_WAITING_JOB = `
  ON CONFLICT (queue, unique_key)
    WHERE unique_key IS NOT NULL AND state IN ('ready', 'behind')
  DO UPDATE SET due_at = CASE
    WHEN jobs.attempts = 0 AND excluded.due_at < jobs.due_at THEN excluded.due_at
    ELSE jobs.due_at END`;

/**
 * Inserts jobs, and wake-ups for their FIFO groups.
 *
 * @throws InputError if a payload is too long
 */
export async function insertJobs(
  tx: Knex,
  jobs: readonly NewJob[],
  now: number,
): Promise<void> {
  // Keeps the first job of each key, because one statement cannot update a row twice.
  const rows = uniqBy(
    jobs.map(job => toRow(job, now)),
    // Keeps all jobs without a key, because a new object equals no other.
    ({ queue, unique_key }) =>
      unique_key === null ? {} : `${queue} ${unique_key}`,
  );
  const groups = uniqBy(
    rows.flatMap(({ queue, fifo_group }) =>
      fifo_group === null ? [] : [{ queue, fifo_group }],
    ),
    ({ queue, fifo_group }) => `${queue} ${fifo_group}`,
  );
  const groupRows = { table: 'fifo_group_wakeups', rows: groups };
  if (rows.some(({ unique_key }) => unique_key !== null)) {
    // Sorts by key to avoid deadlocks, because inserts wait for concurrent inserts of the same key.
    const inOrder = sortBy(rows, ['queue', 'unique_key']);
    const insertion = { table: 'jobs', rows: inOrder };
    await insertReturning(tx, insertion, `${ON_WAITING_JOB} RETURNING id`);
    await insertTogether(tx, [groupRows]);
  } else {
    await insertTogether(tx, [{ table: 'jobs', rows }, groupRows]);
  }
}

function toRow(job: NewJob, now: number) {
  const { queue, payload, fifo_group = null, group = '', key = null } = job;
  requireShortPayload(queue, payload);
  return {
    queue,
    fifo_group,
    job_group: group,
    unique_key: key,
    payload,
    state: fifo_group === null ? 'ready' : 'behind',
    added_at: new Date(now),
    due_at: new Date(job.due_at ?? now),
    attempts: 0,
    claims: 0,
    traceparent: getTraceparent(),
  };
}
