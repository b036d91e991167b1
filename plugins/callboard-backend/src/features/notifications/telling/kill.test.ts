import { TestDatabases } from '@backstage/backend-test-utils';
import { roleRanks } from '@callboard/plugin-callboard-common';
import { spawn } from 'child_process';
import { mkdtemp, rm } from 'fs/promises';
import createKnex, { Knex } from 'knex';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { configOf } from '../../../__testUtils__/anotherClient';
import { databaseIds } from '../../../__testUtils__/databases';
import { silent } from '../../../__testUtils__/spine';
import { applyMigrations } from '../../../database/applyMigrations';
import { LiveSignals } from '../../../live/LiveSignals';
import { Queue } from '../../../queue/Queue';
import { FanOutBench } from '../__testUtils__/FanOutBench';
import { untilTold } from '../__testUtils__/untilTold';
import { FAN_OUT_QUEUE, workOnFanOut } from '../fanOutQueue';

jest.setTimeout(60_000);

const people = Array.from(
  { length: 5_500 },
  (_, nth) => `user:default/p${nth}`,
);

/** Starts the process that hangs, and kills it there. */
async function runUntilKilled(config: Knex.Config): Promise<void> {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      resolve(__dirname, '../__testUtils__/fanOutProcess.ts'),
      JSON.stringify(config),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let errors = '';
  child.stderr.on('data', chunk => {
    errors += chunk;
  });
  await new Promise<void>((hangs, failed) => {
    child.stdout.on('data', chunk => {
      if (String(chunk).includes('hanging')) hangs();
    });
    child.on('exit', code =>
      failed(new Error(`exited with ${code}: ${errors}`)),
    );
  });
  const gone = new Promise(done => child.on('exit', done));
  child.kill('SIGKILL');
  await gone;
}

describe('a process killed while it hands a notice out', () => {
  const databases = TestDatabases.create({ ids: databaseIds });
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'callboard-fan-out-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it.each(databases.eachSupportedId())(
    'leaves nobody out and tells nobody twice, on %p',
    async databaseId => {
      const config: Knex.Config =
        databaseId === 'SQLITE_3'
          ? {
              client: 'better-sqlite3',
              connection: { filename: join(folder, 'callboard.sqlite') },
              useNullAsDefault: true,
            }
          : configOf(await databases.init('POSTGRES_18'));
      const knex = createKnex(config);
      await applyMigrations(knex);
      const bench = await FanOutBench.create(knex);
      await bench.join(people, roleRanks.guest);
      const [notice_id] = await bench.tell({
        to: { everyone: true },
        dedupe_key: 'k',
      });
      const clock = { now: () => Date.now() };
      const queue = new Queue({ knex, clock, logger: silent });
      await knex.transaction(tx =>
        queue.add(tx, [
          { queue: FAN_OUT_QUEUE, payload: { notice_id, after: null } },
        ]),
      );

      await runUntilKilled(config);
      expect(await knex('notifications')).toHaveLength(3_000);
      // Its lease runs out.
      await knex('jobs').update({ leased_until: new Date(0) });

      const told = new Set<string>();
      workOnFanOut(queue, {
        fanOut: bench.fanOut,
        signals: {
          raiseNotifications: (refs: string[]) =>
            refs.forEach(ref => told.add(ref)),
        } as Pick<LiveSignals, 'raiseNotifications'> as LiveSignals,
      });
      queue.start();
      await untilTold(knex);
      await queue.stop();
      expect(told.size).toBe(2_500);
      const copies = await knex('notifications').select('user_ref', 'count');
      expect(new Set(copies.map(({ user_ref }) => user_ref)).size).toBe(5_500);
      expect(copies.filter(({ count }) => count !== 1)).toEqual([]);
      await knex.destroy();
    },
  );
});
