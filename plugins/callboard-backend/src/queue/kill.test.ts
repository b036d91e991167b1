import createKnex from 'knex';
import { resolve } from 'path';
import { z } from 'zod';
import { SharedDatabases } from '../__testUtils__/SharedDatabases';
import { startProcess } from '../__testUtils__/startProcess';
import { silentLogger } from '../__testUtils__/changeFixture';
import { until } from '../__testUtils__/until';
import { applyMigrations } from '../database/schema';
import { Queue } from './Queue';

describe('killed worker process', () => {
  const databases = SharedDatabases.create();
  it.each(databases.eachSupportedId())(
    'leaves its jobs to another worker, without partial writes, on %p @full-sqlite',
    async databaseId => {
      const config = await databases.init(databaseId);
      const knex = createKnex(config);
      await applyMigrations(knex);
      await knex.schema.createTable('test_tally', table => {
        table.string('name');
      });
      const clock = { now: () => Date.now() };
      const queue = new Queue({ knex, clock, logger: silentLogger });
      await knex.transaction(tx =>
        queue.add(
          tx,
          // The external job comes first: on SQLite, the transactional one occupies the connection.
          ['outside', 'inside'].map(name => ({
            queue: name,
            payload: {},
            fifo_group: 'l',
          })),
        ),
      );

      const child = await startProcess(
        resolve(__dirname, '__testUtils__/workerProcess.ts'),
        [JSON.stringify(config)],
        'running',
      );
      await child.kill();

      const attempts: number[] = [];
      const common = { payload: z.unknown(), concurrency: 1 };
      queue.registerWorker('outside', {
        ...common,
        kind: 'external',
        run: async job => void attempts.push(job.attempts),
      });
      queue.registerWorker('inside', {
        ...common,
        kind: 'transactional',
        async run(job, { tx }) {
          await tx('test_tally').insert({ name: `inside ${job.attempts}` });
        },
      });
      queue.start();
      await until(async () => (await knex('jobs')).length === 0);
      await queue.stop();
      // The interrupted attempt does not count.
      expect(attempts).toEqual([1]);
      expect(await knex('test_tally').pluck('name')).toEqual(['inside 1']);
      await knex.destroy();
    },
  );
});
