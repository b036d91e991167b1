import { Knex } from 'knex';
import { range } from 'lodash';
import { insertMany } from '../../database/bulk';

/** The time at which the jobs were added; milliseconds since 1970. */
export const LOADED_AT = Date.parse('2026-05-01T10:00:00Z');

const JOBS_AT_ONCE = 20_000;
/** The number of FIFO groups among the jobs. */
const FIFO_GROUPS = 1_000;

/** The number of FIFO groups with a wake-up, in another queue without a worker. */
const WAKEUPS = 5_000;

const JOB_GROUPS = 50;

/** The kinds of jobs, in turn. */
const kinds = [
  'ready',
  'behind',
  'dead_lettered',
  'retrying',
  'keyed',
] as const;

type Kind = (typeof kinds)[number];

/** Fills the tables with jobs of the queues `q` and `r`. */
export async function loadJobs(knex: Knex, count: number): Promise<void> {
  for (let from = 0; from < count; from += JOBS_AT_ONCE) {
    await insertMany(
      knex,
      'jobs',
      range(from, Math.min(from + JOBS_AT_ONCE, count)).map(nth =>
        createJob(kinds[nth % kinds.length], nth),
      ),
    );
  }
  await insertMany(
    knex,
    'jobs',
    range(20).map(nth => ({
      ...createJob('ready', nth),
      state: 'running',
      leased_until: new Date(LOADED_AT + 30_000),
    })),
  );
  await insertMany(
    knex,
    'fifo_group_wakeups',
    range(WAKEUPS).map(nth => ({ queue: 's', fifo_group: `group-${nth}` })),
  );
}

function createJob(kind: Kind, nth: number) {
  const failed =
    kind === 'dead_lettered' || (kind === 'retrying' && nth % 100 === 3);
  return {
    queue: nth % 2 === 0 ? 'q' : 'r',
    fifo_group: kind === 'behind' ? `group-${nth % FIFO_GROUPS}` : null,
    job_group: `group-${nth % JOB_GROUPS}`,
    unique_key: kind === 'keyed' ? `key-${nth}` : null,
    payload: {},
    state: kind === 'behind' || kind === 'dead_lettered' ? kind : 'ready',
    added_at: new Date(LOADED_AT),
    due_at: new Date(LOADED_AT - nth),
    attempts: failed ? 8 : 0,
    claims: 0,
    leased_until: null,
    failed_at: failed ? new Date(LOADED_AT - nth * 1_000) : null,
    last_error: failed ? 'No response' : null,
  };
}
