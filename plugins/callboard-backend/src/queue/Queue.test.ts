import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import { until } from '../__testUtils__/until';
import { Job } from './Job';
import { MAX_INTERRUPTIONS } from './JobRunner';
import {
  gate,
  Named,
  getJobName,
  QueueFixture,
} from './__testUtils__/QueueFixture';

const MINUTE = 60_000;

describe('Queue', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let fixture: QueueFixture;
    let seen: string[];

    beforeEach(async () => {
      fixture = new QueueFixture(await databases.init(databaseId));
      seen = [];
    });

    afterEach(async () => {
      await fixture.stop();
      await fixture.knex.destroy();
    });

    /** Fails a number of times, then succeeds. */
    const failing = (times: number) => async (job: Job<Named>) => {
      seen.push(`${getJobName(job)} ${job.attempts}`);
      if (job.attempts <= times) {
        throw new Error(`failure ${job.attempts}`);
      }
    };

    it('runs jobs added before and after its start, and deletes them', async () => {
      await fixture.add(['a']);
      const queue = fixture.startWorker(failing(0));
      await fixture.add(['b', 'c'], {}, queue);
      await fixture.untilDone();
      expect(seen.sort()).toEqual(['a 1', 'b 1', 'c 1']);
      expect(await fixture.listJobs()).toEqual([]);
    });

    it('stores no jobs of a rolled-back transaction', async () => {
      const queue = fixture.createQueue();
      const adding = fixture.knex.transaction(async tx => {
        await queue.add(tx, [
          { queue: 'q', payload: { name: 'a' }, fifo_group: 'l', key: 'k' },
        ]);
        throw new Error('no');
      });
      await expect(adding).rejects.toThrow('no');
      expect(await fixture.listJobs()).toEqual([]);
      expect(await fixture.knex('fifo_group_wakeups')).toEqual([]);
    });

    it('rejects a payload of more than 16384 characters', async () => {
      await expect(fixture.add(['x'.repeat(16_400)])).rejects.toThrow(
        /payload of 16\d{3} characters; at most 16384/,
      );
    });

    it('keeps the order of a FIFO group during retries, and runs other groups @full-postgres', async () => {
      await fixture.add(['a', 'b', 'c'], { fifo_group: 'one' });
      await fixture.add(['z'], { fifo_group: 'two' });
      fixture.startWorker(
        async job => {
          seen.push(getJobName(job));
          if (getJobName(job) === 'a' && job.attempts < 3) {
            throw new Error('not yet');
          }
        },
        { retry: () => ({ after_ms: 0 }) },
      );
      await fixture.untilDone();
      expect(seen.filter(name => name !== 'z')).toEqual([
        ...['a', 'a', 'a', 'b', 'c'],
      ]);
      expect(seen).toContain('z');
    });

    it('runs no job before it is due', async () => {
      await fixture.add(['later'], { due_at: fixture.now + MINUTE });
      await fixture.add(['now']);
      fixture.startWorker(failing(0));
      await until(() => seen.length > 0);
      expect(seen).toEqual(['now 1']);
      fixture.now += MINUTE;
      await fixture.untilDone();
      expect(seen).toEqual(['now 1', 'later 1']);
    });

    it('dead-letters a job that always fails, and continues its FIFO group', async () => {
      await fixture.add(['bad', 'good'], { fifo_group: 'l' });
      fixture.startWorker(
        async job => {
          seen.push(`${getJobName(job)} ${job.attempts}`);
          if (getJobName(job) === 'bad') throw new Error('never');
        },
        {
          retry: ({ attempts }) => (attempts < 3 ? { after_ms: 0 } : 'give up'),
        },
      );
      await fixture.untilDone();
      expect(seen).toEqual(['bad 1', 'bad 2', 'bad 3', 'good 1']);
      expect(await fixture.listJobs()).toMatchObject([
        { state: 'dead_lettered', attempts: 3, last_error: 'Error: never' },
      ]);
    });

    it('runs gaveUp with a transaction when retries end, and deletes the job', async () => {
      await fixture.add(['a']);
      fixture.startWorker(failing(9), {
        retry: () => 'give up',
        gaveUp: async (job, error, tx) => {
          seen.push(`gave up ${getJobName(job)}: ${(error as Error).message}`);
          await tx('fifo_group_wakeups').insert({
            queue: 'told',
            fifo_group: 'x',
          });
        },
      });
      await fixture.untilDone();
      expect(seen).toEqual(['a 1', 'gave up a: failure 1']);
      expect(await fixture.listJobs()).toEqual([]);
      expect(await fixture.knex('fifo_group_wakeups')).toMatchObject([
        { queue: 'told' },
      ]);
    });

    it('dead-letters a job with an invalid payload, and continues', async () => {
      await fixture.add(['a'], { payload: { other: 1 } });
      await fixture.add(['b']);
      fixture.startWorker(failing(0));
      await fixture.untilDone();
      expect(seen).toEqual(['b 1']);
      expect(await fixture.listJobs()).toMatchObject([
        {
          state: 'dead_lettered',
          last_error: expect.stringContaining('other'),
        },
      ]);
    });

    it('rolls back a transactional job whose next payload is too long', async () => {
      await fixture.add(['a']);
      fixture.startTransactionalWorker(
        async (_, { tx }) => {
          await tx('fifo_group_wakeups').insert({
            queue: 'written',
            fifo_group: 'x',
          });
          return { again: { name: 'x'.repeat(16_400) } };
        },
        { retry: () => 'give up' },
      );
      await fixture.untilDone();
      expect(await fixture.listJobs()).toMatchObject([
        {
          state: 'dead_lettered',
          last_error: expect.stringContaining('16384'),
        },
      ]);
      expect(await fixture.knex('fifo_group_wakeups')).toEqual([]);
    });

    it('dead-letters a job when its retry function throws', async () => {
      await fixture.add(['a']);
      fixture.startWorker(failing(1), {
        retry: () => {
          throw new Error('no idea');
        },
      });
      await fixture.untilDone();
      expect(await fixture.listJobs()).toMatchObject([
        { state: 'dead_lettered', last_error: 'Error: no idea' },
      ]);
    });

    it('deletes dead-lettered jobs older than thirty days', async () => {
      await fixture.add(['old', 'new', 'waits']);
      const [old, young] = await fixture.listJobs();
      const deadLettered = { state: 'dead_lettered', last_error: 'Error: no' };
      const setAside = ({ id }: { id: string }, failed_at: number) =>
        fixture
          .knex('jobs')
          .where({ id })
          .update({ ...deadLettered, failed_at: new Date(failed_at) });
      await setAside(old, fixture.now - 31 * 86_400_000);
      await setAside(young, fixture.now - 29 * 86_400_000);
      fixture.startWorker(failing(0));
      await fixture.untilDone();
      expect(await fixture.listJobs()).toMatchObject([{ id: young.id }]);
    });

    it('ignores jobs of other queues', async () => {
      await fixture.add(['a'], { queue: 'newer' });
      await fixture.add(['b']);
      fixture.startWorker(failing(0));
      await until(() => seen.length > 0);
      expect(seen).toEqual(['b 1']);
      await until(async () => (await fixture.listJobs()).length === 1);
      expect(await fixture.listJobs()).toMatchObject([
        { queue: 'newer', state: 'ready', attempts: 0 },
      ]);
    });

    it('postpones a job without counting an attempt, and runs it again with a new payload', async () => {
      await fixture.add(['3']);
      let isBusy = true;
      fixture.startWorker(async job => {
        seen.push(`${getJobName(job)} ${job.attempts}`);
        if (isBusy) {
          isBusy = false;
          return { postpone: { after_ms: 0 } };
        }
        const left = Number(getJobName(job)) - 1;
        return left > 0 ? { again: { name: String(left) } } : undefined;
      });
      await fixture.untilDone();
      expect(seen).toEqual(['3 1', '3 1', '2 1', '1 1']);
    });

    it('stores one waiting job per key, due at the earliest time', async () => {
      await fixture.add(['a', 'b'], { key: 'k', due_at: fixture.now + MINUTE });
      await fixture.add(['c'], { key: 'k' });
      await fixture.add(['d'], { key: 'other' });
      await fixture.add(['e'], { key: 'k', queue: 'newer' });
      const { opened, open } = gate();
      const queue = fixture.startWorker(async job => {
        seen.push(getJobName(job));
        await opened;
      });
      await until(() => seen.length === 2);
      // A running job has already read its data, which may have changed since.
      await fixture.add(['f', 'g'], { key: 'k' }, queue);
      await until(() => seen.length === 3);
      open();
      await until(async () => (await fixture.listJobs()).length === 1);
      expect(seen.sort()).toEqual(['a', 'd', 'f']);
    });

    it('deletes a failed job when another job waits with its key', async () => {
      await fixture.add(['a'], { key: 'k', fifo_group: 'l' });
      const queue = fixture.startWorker(
        async job => {
          seen.push(`${getJobName(job)} ${job.attempts}`);
          if (getJobName(job) === 'a') {
            await fixture.add(['b'], { key: 'k', fifo_group: 'l' }, queue);
            throw new Error('no');
          }
        },
        { retry: () => ({ after_ms: 0 }) },
      );
      await fixture.untilDone();
      expect(seen).toEqual(['a 1', 'b 1']);
    });

    it('limits concurrent jobs in total and per group, and skips busy groups', async () => {
      await fixture.add(['a', 'a', 'a', 'a'], { group: 'a' });
      await fixture.add(['b', 'b'], { group: 'b' });
      await fixture.add(['c'], { group: 'c' });
      const { opened, open } = gate();
      const running: string[] = [];
      let maxRunning = 0;
      fixture.startWorker(
        async job => {
          running.push(getJobName(job));
          maxRunning = Math.max(
            maxRunning,
            running.filter(name => name === 'a').length,
          );
          seen.push(getJobName(job));
          await opened;
          running.splice(running.indexOf(getJobName(job)), 1);
        },
        { concurrency: 3, groupConcurrency: 2, busyGroups: () => ['c'] },
      );
      await until(() => seen.length === 3);
      expect([...seen].sort()).toEqual(['a', 'a', 'b']);
      open();
      await until(async () => (await fixture.listJobs()).length === 1);
      expect(maxRunning).toBe(2);
      expect(await fixture.listJobs()).toMatchObject([{ job_group: 'c' }]);
    });

    it('commits the writes of a job together with its completion, or rolls them back', async () => {
      await fixture.add(['a', 'b']);
      fixture.startTransactionalWorker(
        async (job, { tx }) => {
          await tx('fifo_group_wakeups').insert({
            queue: 'written',
            fifo_group: `${getJobName(job)} ${job.attempts}`,
          });
          if (getJobName(job) === 'a' && job.attempts === 1) {
            throw new Error('after the write');
          }
        },
        { retry: () => ({ after_ms: 0 }) },
      );
      await fixture.untilDone();
      const written = await fixture
        .knex('fifo_group_wakeups')
        .where({ queue: 'written' })
        .pluck('fifo_group');
      expect(written.sort()).toEqual(['a 2', 'b 1']);
    });

    it('prepares a job before its transaction, and retries when the preparation fails', async () => {
      await fixture.add(['a']);
      fixture.startTransactionalWorker(
        async (job, { prepared }) => {
          seen.push(`${getJobName(job)} ${job.attempts} ${prepared}`);
        },
        {
          retry: () => ({ after_ms: 0 }),
          async prepare({ attempts }) {
            if (attempts === 1) {
              throw new Error('not now');
            }
            return (await fixture.knex('jobs')).length;
          },
        },
      );
      await fixture.untilDone();
      expect(seen).toEqual(['a 2 1']);
    });

    it('returns a running job to the queue on stop, without counting an attempt', async () => {
      await fixture.add(['a', 'b', 'c'], { fifo_group: 'l' });
      const queue = fixture.startWorker(async (job, { signal }) => {
        seen.push(getJobName(job));
        if (getJobName(job) === 'b') {
          await new Promise((_, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason));
          });
        }
      });
      await until(() => seen.includes('b'));
      await queue.stop();
      expect(seen).toEqual(['a', 'b']);
      expect(await fixture.listJobs()).toMatchObject([
        { payload: expect.anything(), state: 'ready', attempts: 0 },
        { state: 'behind' },
      ]);
      fixture.startWorker(async job => void seen.push(getJobName(job)));
      await fixture.untilDone();
      expect(seen).toEqual(['a', 'b', 'b', 'c']);
    });

    it('fails a job after its timeout, and retries it @full-postgres', async () => {
      await fixture.add(['a']);
      fixture.startWorker(
        async job => {
          seen.push(`${getJobName(job)} ${job.attempts}`);
          await new Promise(() => {});
        },
        {
          timeoutMs: 20,
          retry: ({ attempts }) => (attempts < 2 ? { after_ms: 0 } : 'give up'),
        },
      );
      await fixture.untilDone();
      expect(seen).toEqual(['a 1', 'a 2']);
      expect(await fixture.listJobs()).toMatchObject([
        {
          last_error: 'JobTimeoutError: The job did not complete within 20 ms',
        },
      ]);
    });

    it('fails a job whose preparation exceeds the timeout', async () => {
      await fixture.add(['a']);
      fixture.startTransactionalWorker(async () => {}, {
        prepare: () => new Promise(() => {}),
        timeoutMs: 20,
        retry: () => 'give up',
      });
      await fixture.untilDone();
      expect(await fixture.listJobs()).toMatchObject([
        {
          last_error: 'JobTimeoutError: The job did not complete within 20 ms',
        },
      ]);
    });

    /** A job of a process that crashed while running it. */
    const orphan = (name: string, columns: object = {}) =>
      fixture.knex('jobs').insert({
        queue: 'q',
        job_group: '',
        fifo_group: 'l',
        unique_key: 'k',
        payload: JSON.stringify({ name }),
        state: 'running',
        added_at: new Date(fixture.now),
        due_at: new Date(fixture.now),
        leased_until: new Date(fixture.now - 1),
        attempts: 1,
        claims: 1,
        ...columns,
      });

    it('takes over a job with an expired lease', async () => {
      await orphan('a');
      await fixture.add(['b'], { fifo_group: 'l', key: 'k' });
      fixture.startWorker(failing(0));
      await fixture.untilDone();
      expect(seen).toEqual(['a 1', 'b 1']);
    });

    it('counts no attempt for a run whose process crashed', async () => {
      await orphan('a', { attempts: 3 });
      const later: number[] = [];
      fixture.startWorker(failing(3), {
        retry({ attempts }) {
          later.push(attempts);
          return attempts < 4 ? { after_ms: 0 } : 'give up';
        },
      });
      await fixture.untilDone();
      expect(seen).toEqual(['a 3', 'a 4']);
      expect(later).toEqual([3]);
      expect(await fixture.listJobs()).toEqual([]);
    });

    it('runs an interrupted job again while it is below the limit of interruptions', async () => {
      await orphan('a', { interruptions: MAX_INTERRUPTIONS - 2 });
      fixture.startWorker(failing(0), { retry: () => 'give up' });
      await fixture.untilDone();
      expect(seen).toEqual(['a 1']);
      expect(await fixture.listJobs()).toEqual([]);
    });

    it('retries a failed job as often as its retry function allows', async () => {
      const away = new Error('away');
      let failures = 0;
      fixture.startWorker(
        async () => {
          failures += 1;
          if (failures < 5) {
            throw away;
          }
        },
        {
          retry: ({ attempts }, error) =>
            attempts < 2 || error === away ? { after_ms: 0 } : 'give up',
        },
      );
      await fixture.add(['a']);
      await fixture.untilDone();
      expect(failures).toBe(5);
      expect(await fixture.listJobs()).toEqual([]);
    });

    it('dead-letters a job after 20 process crashes in a row', async () => {
      await orphan('a', { interruptions: MAX_INTERRUPTIONS - 1 });
      await fixture.add(['b'], { fifo_group: 'l' });
      fixture.startWorker(failing(0), { retry: () => ({ after_ms: 0 }) });
      await fixture.untilDone();
      expect(seen).toEqual(['b 1']);
      expect(await fixture.listJobs()).toMatchObject([
        {
          state: 'dead_lettered',
          interruptions: MAX_INTERRUPTIONS,
          last_error:
            'Error: The process stopped 20 times in a row while the job was running',
        },
      ]);
    });

    it('resets the interruption count after a run that ended by itself', async () => {
      await orphan('a', { interruptions: MAX_INTERRUPTIONS - 2 });
      fixture.startWorker(failing(9), { retry: () => ({ after_ms: MINUTE }) });
      await until(async () => {
        const [{ last_error }] = await fixture.listJobs();
        return last_error !== null;
      });
      expect(seen).toEqual(['a 1']);
      expect(await fixture.listJobs()).toMatchObject([
        { state: 'ready', attempts: 1, interruptions: 0 },
      ]);
    });
  });
});
