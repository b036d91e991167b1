import { Knex } from 'knex';
import { analyseDatabase } from '../__testUtils__/analyseDatabase';
import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import { findAccessPaths, recordPlans } from '../__testUtils__/plans';
import { silentLogger } from '../__testUtils__/changeFixture';
import { isPostgres } from '../database/isPostgres';
import { loadJobs, LOADED_AT } from './__testUtils__/loadJobs';
import { ClaimedJob, claimJobs, extendLeases } from './claimJobs';
import { findWork } from './findWork';
import { insertJobs } from './Queue';
import { QueueAdmin } from './QueueAdmin';
import { deleteDeadLetters, completeJobs, JobResult } from './completeJobs';

const JOBS = 30_000;

/** Enough for the planner to prefer an index for a thousand lookups. */
const JOBS_ON_POSTGRES = 300_000;

describe('query plans with many jobs @full-postgres', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let knex: Knex;

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      await loadJobs(knex, isPostgres(knex) ? JOBS_ON_POSTGRES : JOBS);
      await analyseDatabase(knex);
    });

    afterAll(() => knex.destroy());

    const claim = (queue: string, limit = 20) =>
      claimJobs(knex, {
        queue,
        now: LOADED_AT,
        limit,
        perGroup: limit,
        freeSlots: new Map(),
        from: '',
        leaseMs: 30_000,
        running: [],
        takesOver: true,
      });

    const completeAll = (jobs: readonly ClaimedJob[], result: JobResult) =>
      knex.transaction(tx =>
        completeJobs(
          tx,
          jobs.map(job => ({ job, result })),
          LOADED_AT,
        ),
      );

    const waits = {
      kind: 'waits' as const,
      due_at: LOADED_AT,
      attempts: 1,
      interruptions: 0,
      payload: {},
      error: 'No response',
    };

    const add = (jobs: object) =>
      knex.transaction(tx =>
        insertJobs(tx, [{ queue: 'q', payload: {}, ...jobs }], LOADED_AT),
      );

    const admin = () =>
      new QueueAdmin({
        knex,
        clock: { now: () => LOADED_AT },
        logger: silentLogger,
        queue: { names: ['q'], wake: () => {} },
      });

    /** The indexes through which jobs are accessed. */
    const accesses = async (table: string, run: () => Promise<unknown>) =>
      findAccessPaths(await recordPlans(knex, run), table);

    it('claims jobs through indexes, without reading others', async () => {
      await add({ fifo_group: 'of-its-own' });
      const found = await recordPlans(knex, () => claim('q'));
      expect(findAccessPaths(found, 'jobs')).toEqual([
        'id',
        'jobs_behind_idx',
        'jobs_fifo_group_idx',
        'jobs_leases_idx',
        'jobs_ready_idx',
      ]);
      expect(findAccessPaths(found, 'fifo_group_wakeups')).toEqual([
        'fifo_group_wakeups_queue_idx',
        'id',
      ]);
    });

    it('finds work through the indexes of ready and leased jobs', async () => {
      const check = async () => {
        await findWork(knex, ['q', 'r', 's'], LOADED_AT);
      };
      const found = await recordPlans(knex, check);
      expect(findAccessPaths(found, 'jobs')).toEqual([
        'id',
        'jobs_leases_idx',
        'jobs_ready_idx',
      ]);
      expect(findAccessPaths(found, 'fifo_group_wakeups')).toEqual([
        'fifo_group_wakeups_queue_idx',
      ]);
    });

    it('completes jobs by id and by key, without reading others', async () => {
      await add({ key: 'again' });
      const { jobs } = await claim('q', 100);
      expect(jobs.some(({ key }) => key !== null)).toBe(true);
      expect(await accesses('jobs', () => completeAll(jobs, waits))).toEqual([
        'id',
        'jobs_key_idx',
      ]);
      const again = await claim('q', 100);
      expect(
        await accesses('jobs', () => completeAll(again.jobs, { kind: 'done' })),
      ).toEqual(['id']);
    });

    it('extends leases by id, without reading other jobs', async () => {
      const { jobs } = await claim('q');
      expect(
        await accesses('jobs', () =>
          extendLeases(knex, jobs, LOADED_AT, 30_000),
        ),
      ).toEqual(['id']);
    });

    it('reads queue health through indexes, without reading all jobs', async () => {
      expect(await accesses('jobs', () => admin().readHealth())).toEqual([
        'jobs_behind_idx',
        'jobs_dead_lettered_idx',
        'jobs_failed_idx',
        'jobs_leases_idx',
        'jobs_ready_idx',
        'jobs_retrying_idx',
      ]);
    });

    it('deletes old dead-lettered jobs through the index of failed jobs', async () => {
      const [{ oldest }] = await knex('jobs').min({ oldest: 'failed_at' });
      const before = Number(new Date(oldest)) + 60_000;
      const count = () => knex('jobs').count({ count: '*' });
      const [all] = await count();
      expect(
        await accesses('jobs', () => deleteDeadLetters(knex, 'q', before)),
      ).toEqual(['id', 'jobs_failed_idx']);
      expect(await count()).not.toEqual([all]);
    });

    it('retries dead-lettered jobs through their own index', async () => {
      expect(
        await accesses('jobs', () => admin().retry('q', 'user:default/jane')),
      ).toEqual(['id', 'jobs_dead_lettered_idx']);
    });
  });
});
