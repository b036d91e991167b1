import createKnex from 'knex';
import { resolve } from 'path';
import { SharedDatabases } from '../../__testUtils__/SharedDatabases';
import { startProcess } from '../../__testUtils__/startProcess';
import {
  assembleChangeFixture,
  createNotes,
  ledger,
} from '../../__testUtils__/changeFixture';
import { applyMigrations } from '../../database/schema';

describe('process killed between commit and dispatch', () => {
  const databases = SharedDatabases.create();
  it.each(databases.eachSupportedId())(
    'loses no change, and applies each exactly once in the database, on %p',
    async databaseId => {
      const config = await databases.init(databaseId);
      const knex = createKnex(config);
      await applyMigrations(knex);
      await createNotes(knex);

      const child = await startProcess(
        resolve(__dirname, '../../__testUtils__/relayProcess.ts'),
        [JSON.stringify(config)],
        'dispatching',
      );
      await child.kill();

      expect(await knex('activity')).toHaveLength(10);
      expect(await knex('test_ledger')).toHaveLength(10);
      expect(await knex('outbox')).toHaveLength(10);

      const survivor = assembleChangeFixture(knex);
      survivor.subscribers.transactional.push(ledger);
      // PostgreSQL releases the lock when it notices that its holder has crashed.
      while (!(await survivor.relay.drain())) {
        await new Promise(done => setTimeout(done, 20));
      }
      expect(survivor.delivered().flat()).toHaveLength(10);
      expect(await knex('test_ledger')).toHaveLength(10);
      expect(await knex('outbox')).toEqual([]);
      await knex.destroy();
    },
  );
});
