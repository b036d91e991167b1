import createKnex, { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { z } from 'zod';
import { anotherClient, getKnexConfig } from '../__testUtils__/anotherClient';
import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import { until } from '../__testUtils__/until';
import {
  gate,
  Named,
  getJobName,
  QueueFixture,
} from './__testUtils__/QueueFixture';

const JOBS = 200;
const LEASE_MS = 300;

describe('two replicas of one queue', () => {
  const databases = MigratedDatabases.create();
  const onPostgres = databases
    .eachSupportedId()
    .filter(([id]) => id !== 'SQLITE_3');

  describe.each(onPostgres)('on %p', databaseId => {
    let fixture: QueueFixture;
    let other: Knex;
    let seen: string[];

    beforeEach(async () => {
      const knex = await databases.init(databaseId);
      fixture = new QueueFixture(knex);
      other = anotherClient(knex);
      seen = [];
      await knex.schema.createTable('test_tally', table => {
        table.string('name');
        table.string('replica');
      });
    });

    afterEach(async () => {
      await fixture.stop();
      await other.destroy();
      await fixture.knex.destroy();
    });

    const names = Array.from({ length: JOBS }, (_, index) => String(index));

    it('runs each job once, and distributes jobs over both replicas', async () => {
      const done: string[] = [];
      fixture.startWorker(
        async job => void done.push(`${getJobName(job)} one`),
      );
      fixture.startWorker(
        async job => void done.push(`${getJobName(job)} two`),
        {},
        other,
      );
      const added: string[] = [];
      // The second replica only polls for work.
      await until(async () => {
        const name = String(added.length);
        added.push(name);
        await fixture.add([name]);
        const replicas = new Set(done.map(text => text.split(' ')[1]));
        return added.length >= JOBS && replicas.size === 2;
      });
      await fixture.untilDone();
      const once = done.map(text => text.split(' ')[0]);
      expect(once.sort()).toEqual(added.sort());
    });

    it('writes the rows of each job once when connections break @full', async () => {
      const counter =
        (replica: string) =>
        async (job: any, { tx }: any) => {
          await tx('test_tally').insert({ name: getJobName(job), replica });
        };
      const quickly = { retry: () => ({ after_ms: 0 }) };
      await fixture.add(names);
      fixture.startTransactionalWorker(counter('one'), quickly);
      fixture.startTransactionalWorker(counter('two'), quickly, other);
      for (let round = 0; round < 5; round += 1) {
        await sleep(50);
        await fixture.knex.raw(
          'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state IS NOT NULL',
        );
        fixture.now += 60_000;
      }
      const clock = setInterval(() => {
        fixture.now += 60_000;
      }, 50);
      await fixture.untilDone();
      clearInterval(clock);
      const written = await fixture.knex('test_tally').pluck('name');
      expect(written.sort()).toEqual([...names].sort());
    });

    it('leaves a job to the replica that renews its lease', async () => {
      await fixture.add(['a']);
      const { opened, open } = gate();
      const run = async (job: any) => {
        seen.push(getJobName(job));
        await opened;
      };
      fixture.startWorker(run, { leaseMs: LEASE_MS });
      await until(() => seen.length === 1);
      fixture.startWorker(run, { leaseMs: LEASE_MS }, other);
      await sleep(3 * LEASE_MS + 1_000);
      open();
      await fixture.untilDone();
      expect(seen).toEqual(['a']);
    });

    it('aborts a job whose lease was lost, and keeps the state set by its new owner', async () => {
      await fixture.add(['a']);
      const { opened, open } = gate();
      const reasons: string[] = [];
      fixture.startWorker(
        async (job, { signal }) => {
          seen.push(getJobName(job));
          signal.addEventListener('abort', () =>
            reasons.push(signal.reason.name),
          );
          await opened;
        },
        { leaseMs: LEASE_MS },
      );
      await until(() => seen.length === 1);
      // Simulates a frozen process.
      await fixture.knex('jobs').update({ state: 'running', claims: 7 });
      await until(() => reasons.length === 1);
      open();
      await sleep(100);
      expect(reasons).toEqual(['LeaseLostError']);
      expect(await fixture.listJobs()).toMatchObject([
        { state: 'running', claims: 7 },
      ]);
      await fixture.knex('jobs').delete();
    });

    it('skips a transactional job that another replica claimed before the transaction', async () => {
      await fixture.add(['a']);
      const alone = createKnex({
        ...getKnexConfig(fixture.knex),
        pool: { min: 0, max: 1 },
      });
      let taken: Promise<unknown> | undefined;
      fixture.startTransactionalWorker(
        async job => void seen.push(getJobName(job)),
        {
          // The payload is parsed between the claim of the job and its transaction, which gets the
          // connection next.
          payload: z.custom<Named>(() => {
            taken ??= alone('jobs').update({ claims: 7 });
            taken.catch(() => {});
            return true;
          }),
        },
        alone,
      );
      await until(() => taken !== undefined);
      await taken;
      await sleep(100);
      expect(seen).toEqual([]);
      expect(await fixture.listJobs()).toMatchObject([{ claims: 7 }]);
      await fixture.stop();
      await alone.destroy();
    });

    it('delays a job until a pending insert with the same key is committed', async () => {
      await fixture.add(['a'], { key: 'k' });
      const adding = await fixture.knex.transaction();
      await fixture
        .createQueue()
        .add(adding, [{ queue: 'q', payload: { name: 'b' }, key: 'k' }]);
      await adding('test_tally').insert({ name: 'what it is about' });
      const found: number[] = [];
      fixture.startWorker(
        async () => void found.push((await other('test_tally')).length),
      );
      await fixture.add(['c']);
      await until(async () => (await fixture.listJobs()).length === 1);
      expect(found).toHaveLength(1);
      await adding.commit();
      await fixture.untilDone();
      expect(found).toEqual([0, 1]);
    });
  });
});
