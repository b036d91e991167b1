import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import { until } from '../__testUtils__/until';
import { Job } from './Job';
import { MAX_INTERRUPTIONS } from './JobRunner';
import {
  gate,
  Named,
  getJobName,
  QueueBench,
} from './__testUtils__/QueueBench';

const MINUTE = 60_000;

describe('Queue', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let bench: QueueBench;
    let seen: string[];

    beforeEach(async () => {
      bench = new QueueBench(await databases.init(databaseId));
      seen = [];
    });

    afterEach(async () => {
      await bench.stop();
      await bench.knex.destroy();
    });

    /** Fails a number of times, then succeeds. */
    const failing = (times: number) => async (job: Job<Named>) => {
      seen.push(`${getJobName(job)} ${job.attempts}`);
      if (job.attempts <= times) {
        throw new Error(`failure ${job.attempts}`);
      }
    };

    it('runs jobs added before and after its start, and deletes them', async () => {
      await bench.add(['a']);
      const queue = bench.work(failing(0));
      await bench.add(['b', 'c'], {}, queue);
      await bench.untilDone();
      expect(seen.sort()).toEqual(['a 1', 'b 1', 'c 1']);
      expect(await bench.jobs()).toEqual([]);
    });

    it('stores no jobs of a rolled-back transaction', async () => {
      const queue = bench.newQueue();
      const adding = bench.knex.transaction(async tx => {
        await queue.add(tx, [
          { queue: 'q', payload: { name: 'a' }, fifo_group: 'l', key: 'k' },
        ]);
        throw new Error('no');
      });
      await expect(adding).rejects.toThrow('no');
      expect(await bench.jobs()).toEqual([]);
      expect(await bench.knex('fifo_group_wakeups')).toEqual([]);
    });

    it('rejects a payload of more than 16384 characters', async () => {
      await expect(bench.add(['x'.repeat(16_400)])).rejects.toThrow(
        /payload of 16\d{3} characters; at most 16384/,
      );
    });

    it('keeps the order of a FIFO group during retries, and runs other groups @full-postgres', async () => {
      await bench.add(['a', 'b', 'c'], { fifo_group: 'one' });
      await bench.add(['z'], { fifo_group: 'two' });
      bench.work(
        async job => {
          seen.push(getJobName(job));
          if (getJobName(job) === 'a' && job.attempts < 3) {
            throw new Error('not yet');
          }
        },
        { retry: () => ({ after_ms: 0 }) },
      );
      await bench.untilDone();
      expect(seen.filter(name => name !== 'z')).toEqual([
        ...['a', 'a', 'a', 'b', 'c'],
      ]);
      expect(seen).toContain('z');
    });

    it('continues a FIFO group when a job waiting for its retry unblocks it @full-postgres', async () => {
      await bench.add(['a', 'b'], { fifo_group: 'l' });
      bench.work(failing(1), {
        retry: () => ({ after_ms: MINUTE, unblocks_fifo_group: true }),
      });
      await until(async () => {
        const jobs = await bench.jobs();
        return jobs.every(({ failed_at }) => failed_at !== null);
      });
      expect(seen).toEqual(['a 1', 'b 1']);
      bench.now += MINUTE;
      await bench.untilDone();
      expect(seen.slice(2).sort()).toEqual(['a 2', 'b 2']);
    });

    it('runs no job before it is due', async () => {
      await bench.add(['later'], { due_at: bench.now + MINUTE });
      await bench.add(['now']);
      bench.work(failing(0));
      await until(() => seen.length > 0);
      expect(seen).toEqual(['now 1']);
      bench.now += MINUTE;
      await bench.untilDone();
      expect(seen).toEqual(['now 1', 'later 1']);
    });

    it('dead-letters a job that always fails, and continues its FIFO group', async () => {
      await bench.add(['bad', 'good'], { fifo_group: 'l' });
      bench.work(
        async job => {
          seen.push(`${getJobName(job)} ${job.attempts}`);
          if (getJobName(job) === 'bad') throw new Error('never');
        },
        {
          retry: ({ attempts }) => (attempts < 3 ? { after_ms: 0 } : 'give up'),
        },
      );
      await bench.untilDone();
      expect(seen).toEqual(['bad 1', 'bad 2', 'bad 3', 'good 1']);
      expect(await bench.jobs()).toMatchObject([
        { state: 'dead_lettered', attempts: 3, last_error: 'Error: never' },
      ]);
    });

    it('runs gaveUp with a transaction when retries end, and deletes the job', async () => {
      await bench.add(['a']);
      bench.work(failing(9), {
        retry: () => 'give up',
        gaveUp: async (job, error, tx) => {
          seen.push(`gave up ${getJobName(job)}: ${(error as Error).message}`);
          await tx('fifo_group_wakeups').insert({
            queue: 'told',
            fifo_group: 'x',
          });
        },
      });
      await bench.untilDone();
      expect(seen).toEqual(['a 1', 'gave up a: failure 1']);
      expect(await bench.jobs()).toEqual([]);
      expect(await bench.knex('fifo_group_wakeups')).toMatchObject([
        { queue: 'told' },
      ]);
    });

    it('dead-letters a job with an invalid payload, and continues', async () => {
      await bench.add(['a'], { payload: { other: 1 } });
      await bench.add(['b']);
      bench.work(failing(0));
      await bench.untilDone();
      expect(seen).toEqual(['b 1']);
      expect(await bench.jobs()).toMatchObject([
        {
          state: 'dead_lettered',
          last_error: expect.stringContaining('other'),
        },
      ]);
    });

    it('rolls back a transactional job whose next payload is too long', async () => {
      await bench.add(['a']);
      bench.workInside(
        async (_, { tx }) => {
          await tx('fifo_group_wakeups').insert({
            queue: 'written',
            fifo_group: 'x',
          });
          return { again: { name: 'x'.repeat(16_400) } };
        },
        { retry: () => 'give up' },
      );
      await bench.untilDone();
      expect(await bench.jobs()).toMatchObject([
        {
          state: 'dead_lettered',
          last_error: expect.stringContaining('16384'),
        },
      ]);
      expect(await bench.knex('fifo_group_wakeups')).toEqual([]);
    });

    it('dead-letters a job when its retry function throws', async () => {
      await bench.add(['a']);
      bench.work(failing(1), {
        retry: () => {
          throw new Error('no idea');
        },
      });
      await bench.untilDone();
      expect(await bench.jobs()).toMatchObject([
        { state: 'dead_lettered', last_error: 'Error: no idea' },
      ]);
    });

    it('deletes dead-lettered jobs older than thirty days', async () => {
      await bench.add(['old', 'new', 'waits']);
      const [old, young] = await bench.jobs();
      const deadLettered = { state: 'dead_lettered', last_error: 'Error: no' };
      const setAside = ({ id }: { id: string }, failed_at: number) =>
        bench
          .knex('jobs')
          .where({ id })
          .update({ ...deadLettered, failed_at: new Date(failed_at) });
      await setAside(old, bench.now - 31 * 86_400_000);
      await setAside(young, bench.now - 29 * 86_400_000);
      bench.work(failing(0));
      await bench.untilDone();
      expect(await bench.jobs()).toMatchObject([{ id: young.id }]);
    });

    it('ignores jobs of other queues', async () => {
      await bench.add(['a'], { queue: 'newer' });
      await bench.add(['b']);
      bench.work(failing(0));
      await until(() => seen.length > 0);
      expect(seen).toEqual(['b 1']);
      await until(async () => (await bench.jobs()).length === 1);
      expect(await bench.jobs()).toMatchObject([
        { queue: 'newer', state: 'ready', attempts: 0 },
      ]);
    });

    it('postpones a job without counting an attempt, and runs it again with a new payload', async () => {
      await bench.add(['3']);
      let isBusy = true;
      bench.work(async job => {
        seen.push(`${getJobName(job)} ${job.attempts}`);
        if (isBusy) {
          isBusy = false;
          return { postpone: { after_ms: 0 } };
        }
        const left = Number(getJobName(job)) - 1;
        return left > 0 ? { again: { name: String(left) } } : undefined;
      });
      await bench.untilDone();
      expect(seen).toEqual(['3 1', '3 1', '2 1', '1 1']);
    });

    it('stores one waiting job per key, due at the earliest time', async () => {
      await bench.add(['a', 'b'], { key: 'k', due_at: bench.now + MINUTE });
      await bench.add(['c'], { key: 'k' });
      await bench.add(['d'], { key: 'other' });
      await bench.add(['e'], { key: 'k', queue: 'newer' });
      const { opened, open } = gate();
      const queue = bench.work(async job => {
        seen.push(getJobName(job));
        await opened;
      });
      await until(() => seen.length === 2);
      // A running job has already read its data, which may have changed since.
      await bench.add(['f', 'g'], { key: 'k' }, queue);
      await until(() => seen.length === 3);
      open();
      await until(async () => (await bench.jobs()).length === 1);
      expect(seen.sort()).toEqual(['a', 'd', 'f']);
    });

    it('deletes a failed job when another job waits with its key', async () => {
      await bench.add(['a'], { key: 'k', fifo_group: 'l' });
      const queue = bench.work(
        async job => {
          seen.push(`${getJobName(job)} ${job.attempts}`);
          if (getJobName(job) === 'a') {
            await bench.add(['b'], { key: 'k', fifo_group: 'l' }, queue);
            throw new Error('no');
          }
        },
        { retry: () => ({ after_ms: 0 }) },
      );
      await bench.untilDone();
      expect(seen).toEqual(['a 1', 'b 1']);
    });

    it('limits concurrent jobs in total and per group, and skips busy groups', async () => {
      await bench.add(['a', 'a', 'a', 'a'], { group: 'a' });
      await bench.add(['b', 'b'], { group: 'b' });
      await bench.add(['c'], { group: 'c' });
      const { opened, open } = gate();
      const running: string[] = [];
      let maxRunning = 0;
      bench.work(
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
      await until(async () => (await bench.jobs()).length === 1);
      expect(maxRunning).toBe(2);
      expect(await bench.jobs()).toMatchObject([{ job_group: 'c' }]);
    });

    it('commits the writes of a job together with its completion, or rolls them back', async () => {
      await bench.add(['a', 'b']);
      bench.workInside(
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
      await bench.untilDone();
      const written = await bench
        .knex('fifo_group_wakeups')
        .where({ queue: 'written' })
        .pluck('fifo_group');
      expect(written.sort()).toEqual(['a 2', 'b 1']);
    });

    it('prepares a job before its transaction, and retries when the preparation fails', async () => {
      await bench.add(['a']);
      bench.workInside(
        async (job, { prepared }) => {
          seen.push(`${getJobName(job)} ${job.attempts} ${prepared}`);
        },
        {
          retry: () => ({ after_ms: 0 }),
          async prepare({ attempts }) {
            if (attempts === 1) {
              throw new Error('not now');
            }
            return (await bench.knex('jobs')).length;
          },
        },
      );
      await bench.untilDone();
      expect(seen).toEqual(['a 2 1']);
    });

    it('returns a running job to the queue on stop, without counting an attempt', async () => {
      await bench.add(['a', 'b', 'c'], { fifo_group: 'l' });
      const queue = bench.work(async (job, { signal }) => {
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
      expect(await bench.jobs()).toMatchObject([
        { payload: expect.anything(), state: 'ready', attempts: 0 },
        { state: 'behind' },
      ]);
      bench.work(async job => void seen.push(getJobName(job)));
      await bench.untilDone();
      expect(seen).toEqual(['a', 'b', 'b', 'c']);
    });

    it('fails a job after its timeout, and retries it @full-postgres', async () => {
      await bench.add(['a']);
      bench.work(
        async job => {
          seen.push(`${getJobName(job)} ${job.attempts}`);
          await new Promise(() => {});
        },
        {
          timeoutMs: 20,
          retry: ({ attempts }) => (attempts < 2 ? { after_ms: 0 } : 'give up'),
        },
      );
      await bench.untilDone();
      expect(seen).toEqual(['a 1', 'a 2']);
      expect(await bench.jobs()).toMatchObject([
        {
          last_error: 'JobTimeoutError: The job did not complete within 20 ms',
        },
      ]);
    });

    it('fails a job whose preparation exceeds the timeout', async () => {
      await bench.add(['a']);
      bench.workInside(async () => {}, {
        prepare: () => new Promise(() => {}),
        timeoutMs: 20,
        retry: () => 'give up',
      });
      await bench.untilDone();
      expect(await bench.jobs()).toMatchObject([
        {
          last_error: 'JobTimeoutError: The job did not complete within 20 ms',
        },
      ]);
    });

    /** A job of a process that crashed while running it. */
    const orphan = (name: string, columns: object = {}) =>
      bench.knex('jobs').insert({
        queue: 'q',
        job_group: '',
        fifo_group: 'l',
        unique_key: 'k',
        payload: JSON.stringify({ name }),
        state: 'running',
        added_at: new Date(bench.now),
        due_at: new Date(bench.now),
        leased_until: new Date(bench.now - 1),
        attempts: 1,
        claims: 1,
        ...columns,
      });

    it('takes over a job with an expired lease', async () => {
      await orphan('a');
      await bench.add(['b'], { fifo_group: 'l', key: 'k' });
      bench.work(failing(0));
      await bench.untilDone();
      expect(seen).toEqual(['a 1', 'b 1']);
    });

    it('counts no attempt for a run whose process crashed', async () => {
      await orphan('a', { attempts: 3 });
      const later: number[] = [];
      bench.work(failing(3), {
        retry({ attempts }) {
          later.push(attempts);
          return attempts < 4 ? { after_ms: 0 } : 'give up';
        },
      });
      await bench.untilDone();
      expect(seen).toEqual(['a 3', 'a 4']);
      expect(later).toEqual([3]);
      expect(await bench.jobs()).toEqual([]);
    });

    it('runs an interrupted job again while it is below the limit of interruptions', async () => {
      await orphan('a', { interruptions: MAX_INTERRUPTIONS - 2 });
      bench.work(failing(0), { retry: () => 'give up' });
      await bench.untilDone();
      expect(seen).toEqual(['a 1']);
      expect(await bench.jobs()).toEqual([]);
    });

    it('retries a failed job as often as its retry function allows', async () => {
      const away = new Error('away');
      let failures = 0;
      bench.work(
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
      await bench.add(['a']);
      await bench.untilDone();
      expect(failures).toBe(5);
      expect(await bench.jobs()).toEqual([]);
    });

    it('dead-letters a job after 20 process crashes in a row', async () => {
      await orphan('a', { interruptions: MAX_INTERRUPTIONS - 1 });
      await bench.add(['b'], { fifo_group: 'l' });
      bench.work(failing(0), { retry: () => ({ after_ms: 0 }) });
      await bench.untilDone();
      expect(seen).toEqual(['b 1']);
      expect(await bench.jobs()).toMatchObject([
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
      bench.work(failing(9), { retry: () => ({ after_ms: MINUTE }) });
      await until(async () => {
        const [{ last_error }] = await bench.jobs();
        return last_error !== null;
      });
      expect(seen).toEqual(['a 1']);
      expect(await bench.jobs()).toMatchObject([
        { state: 'ready', attempts: 1, interruptions: 0 },
      ]);
    });
  });
});
