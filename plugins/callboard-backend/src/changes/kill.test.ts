import { TestDatabases } from '@backstage/backend-test-utils';
import createKnex, { Knex } from 'knex';
import { mkdtemp, rm } from 'fs/promises';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { configOf } from '../__testUtils__/anotherClient';
import { databaseIds } from '../__testUtils__/databases';
import { startProcess } from '../__testUtils__/startProcess';
import { assembleSpine, createNotes, ledger } from '../__testUtils__/spine';
import { applyMigrations } from '../database/applyMigrations';

jest.setTimeout(60_000);

describe('a process killed between commit and dispatch', () => {
  const databases = TestDatabases.create({ ids: databaseIds });
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'callboard-kill-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  /** A database that another process can open as well. */
  async function sharedDatabase(databaseId: string): Promise<Knex.Config> {
    if (databaseId === 'SQLITE_3') {
      return {
        client: 'better-sqlite3',
        connection: { filename: join(folder, 'callboard.sqlite') },
        useNullAsDefault: true,
      };
    }
    return configOf(await databases.init('POSTGRES_18'));
  }

  it.each(databases.eachSupportedId())(
    'loses nothing and repeats nothing inside the database, on %p',
    async databaseId => {
      const config = await sharedDatabase(databaseId);
      const knex = createKnex(config);
      await applyMigrations(knex);
      await createNotes(knex);

      const child = await startProcess(
        resolve(__dirname, '../__testUtils__/relayProcess.ts'),
        [JSON.stringify(config)],
        'dispatching',
      );
      await child.kill();

      expect(await knex('activity')).toHaveLength(10);
      expect(await knex('test_ledger')).toHaveLength(10);
      expect(await knex('outbox')).toHaveLength(10);

      const survivor = assembleSpine(knex);
      survivor.subscribers.transactional.push(ledger);
      // PostgreSQL frees the lock when it notices that its holder is gone.
      while (!(await survivor.relay.drain())) {
        await new Promise(done => setTimeout(done, 20));
      }
      expect(survivor.told().flat()).toHaveLength(10);
      expect(await knex('test_ledger')).toHaveLength(10);
      expect(await knex('outbox')).toEqual([]);
      await knex.destroy();
    },
  );
});
