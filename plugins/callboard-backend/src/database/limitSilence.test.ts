import { TestDatabases } from '@backstage/backend-test-utils';
import createKnex, { Knex } from 'knex';
import { anotherClient, configOf } from '../__testUtils__/anotherClient';
import { databaseIds, startCallboard } from '../__testUtils__/startCallboard';
import { databaseError } from '../http/databaseErrors';
import { limitSilence } from './limitSilence';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: databaseIds });

async function limitOf(knex: Knex): Promise<string> {
  const { rows } = await knex.raw('SHOW idle_in_transaction_session_timeout');
  return rows[0].idle_in_transaction_session_timeout;
}

describe('a transaction that is silent for long', () => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    await knex.schema.createTable('things', table => {
      table.integer('id').primary();
      table.string('name');
    });
    await knex('things').insert({ id: 1, name: 'as it was' });
  });

  it('is undone, so that others need not wait for it, and may be tried again', async () => {
    const [still, other] = [anotherClient(knex), anotherClient(knex)];
    limitSilence(still, 300);
    const error = await still
      .transaction(async tx => {
        await tx('things').where({ id: 1 }).update({ name: 'left behind' });
        await other('things').where({ id: 1 }).update({ name: 'by another' });
      })
      .catch(reason => reason);
    expect(databaseError(error).name).toBe('ServiceUnavailableError');
    expect(await still('things').pluck('name')).toEqual(['by another']);
    await Promise.all([still.destroy(), other.destroy()]);
  });

  it('may be as long as the operators of the database say', async () => {
    const config = configOf(knex);
    const own = createKnex({
      ...config,
      connection: {
        ...(config.connection as Knex.PgConnectionConfig),
        idle_in_transaction_session_timeout: 123_456,
      },
    });
    limitSilence(own);
    expect(await limitOf(own)).toBe('123456ms');
    await own.destroy();
  });

  it('is limited on every connection of the plugin', async () => {
    const callboard = await startCallboard(databases, 'POSTGRES_18');
    await Promise.all(
      [1, 2, 3].map(async () =>
        callboard.knex.transaction(async tx => {
          await tx.raw('SELECT pg_sleep(0.2)');
          expect(await limitOf(tx)).toBe('15s');
        }),
      ),
    );
    await callboard.stop();
  });
});
