import fc from 'fast-check';
import { anotherClient } from '../__testUtils__/anotherClient';
import { numRuns } from '../__testUtils__/random';
import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import { isPostgres } from '../database/isPostgres';
import { getJobName, QueueFixture } from './__testUtils__/QueueFixture';

/** The results of a job's attempts, before it is done or given up. */
const attempts = fc.array(fc.constantFrom('fails', 'is postponed', 'goes on'), {
  maxLength: 3,
});

/** Jobs in the order of addition, in transactions of several. */
const transactions = fc.array(
  fc.array(
    fc.record({
      fifo_group: fc.constantFrom('one', 'two', 'three'),
      attempts,
      ending: fc.constantFrom('is done', 'is given up'),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  { minLength: 1, maxLength: 5 },
);

describe('FIFO group order', () => {
  const databases = MigratedDatabases.create();

  it.each(databases.eachSupportedId())(
    'runs jobs of a group one at a time and in order, regardless of their results, on %p @full',
    async databaseId => {
      const knex = await databases.init(databaseId);
      // SQLite has one process.
      const other = isPostgres(knex) ? anotherClient(knex) : undefined;
      await fc.assert(
        fc.asyncProperty(transactions, async added => {
          const fixture = new QueueFixture(knex);
          const script = new Map<string, string[]>();
          const expected = new Map<string, string[]>();
          const seen = new Map<string, string[]>();
          const busy = new Set<string>();
          const run = async (job: Parameters<typeof getJobName>[0]) => {
            const fifo_group = job.fifo_group!;
            expect(busy).not.toContain(fifo_group);
            busy.add(fifo_group);
            seen.set(fifo_group, [
              ...(seen.get(fifo_group) ?? []),
              getJobName(job),
            ]);
            // Gives other jobs the chance to interfere.
            await new Promise(resolve => setTimeout(resolve, 1));
            busy.delete(fifo_group);
            switch (script.get(getJobName(job))!.shift()) {
              case 'fails':
              case 'is given up':
                throw new Error('no');
              case 'is postponed':
                return { postpone: { after_ms: 0 } };
              case 'goes on':
                return { again: job.payload };
              default:
                return undefined;
            }
          };
          const retry = ({ payload }: { payload: { name: string } }) =>
            script.get(payload.name)!.length === 0
              ? ('give up' as const)
              : { after_ms: 0 };
          const gaveUp = async () => {};
          fixture.startWorker(run, { retry, gaveUp });
          if (other) {
            fixture.startWorker(run, { retry, gaveUp }, other);
          }
          for (const [batchIndex, jobs] of added.entries()) {
            for (const [index, job] of jobs.entries()) {
              const name = `${batchIndex}.${index}`;
              const { fifo_group, ending } = job;
              // A last failure would be retried needlessly.
              const outcomes = [...job.attempts, ending];
              script.set(name, outcomes);
              const times = outcomes.map(() => name);
              expected.set(fifo_group, [
                ...(expected.get(fifo_group) ?? []),
                ...times,
              ]);
            }
            await knex.transaction(tx =>
              fixture.createQueue().add(
                tx,
                jobs.map(({ fifo_group }, index) => ({
                  queue: 'q',
                  payload: { name: `${batchIndex}.${index}` },
                  fifo_group,
                })),
              ),
            );
          }
          await fixture.untilDone();
          await fixture.stop();
          expect(seen).toEqual(expected);
        }),
        { numRuns: numRuns(10) },
      );
      await other?.destroy();
      await knex.destroy();
    },
  );
});
