import { TestDatabases } from '@backstage/backend-test-utils';
import createKnex, { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { anotherClient, configOf } from '../__testUtils__/anotherClient';
import { databaseIds, startCallboard } from '../__testUtils__/startCallboard';
import { databaseError } from '../http/databaseErrors';
import { whileLocked } from './advisoryLock';
import { limitLocks } from './limitLocks';

const databases = TestDatabases.create({ ids: databaseIds });

async function limitsOf(knex: Knex) {
  const { rows } = await knex.raw(
    "SELECT current_setting('idle_in_transaction_session_timeout') AS silence, current_setting('lock_timeout') AS wait",
  );
  return rows[0];
}

describe('with PostgreSQL', () => {
  let knex: Knex;
  let one: Knex;
  let other: Knex;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    await knex.schema.createTable('things', table => {
      table.integer('id').primary();
      table.string('name');
    });
  });

  beforeEach(async () => {
    await knex('things').delete();
    await knex('things').insert({ id: 1, name: 'as it was' });
    [one, other] = [anotherClient(knex), anotherClient(knex)];
  });

  afterEach(() => Promise.all([one.destroy(), other.destroy()]));

  const rename = (by: Knex, name: string) =>
    by('things').where({ id: 1 }).update({ name });

  it('a transaction that is silent for long is undone, others go on', async () => {
    limitLocks(one, { silence: 300, wait: 60_000 });
    const error = await one
      .transaction(async tx => {
        await rename(tx, 'left behind');
        await rename(other, 'by another');
      })
      .catch(reason => reason);
    expect(databaseError(error).name).toBe('ServiceUnavailableError');
    expect(await one('things').pluck('name')).toEqual(['by another']);
  });

  it('nobody waits long for what another has locked', async () => {
    limitLocks(other, { silence: 60_000, wait: 300 });
    await one.transaction(async tx => {
      await rename(tx, 'by the first');
      const error = await rename(other, 'by another').catch(reason => reason);
      expect(databaseError(error).name).toBe('ServiceUnavailableError');
    });
    expect(await one('things').pluck('name')).toEqual(['by the first']);
  });

  it('a replica waits for its turn at what one has to do, however long', async () => {
    limitLocks(other, { silence: 60_000, wait: 100 });
    const done: string[] = [];
    const take = (by: Knex, name: string) =>
      whileLocked(by, 4711, async () => {
        await sleep(500);
        done.push(name);
      });
    const first = take(one, 'first');
    await sleep(100);
    await Promise.all([first, take(other, 'second')]);
    expect(done).toEqual(['first', 'second']);
  });

  it('the limits of who runs the database hold instead', async () => {
    const config = configOf(knex);
    const own = createKnex({
      ...config,
      connection: {
        ...(config.connection as Knex.PgConnectionConfig),
        idle_in_transaction_session_timeout: 123_456,
        lock_timeout: 7_654,
      } as Knex.PgConnectionConfig,
    });
    limitLocks(own);
    expect(await limitsOf(own)).toEqual({
      silence: '123456ms',
      wait: '7654ms',
    });
    await own.destroy();
  });

  it('every connection of the plugin has limits', async () => {
    const callboard = await startCallboard(databases, 'POSTGRES_18');
    await Promise.all(
      [1, 2, 3].map(() =>
        callboard.knex.transaction(async tx => {
          await tx.raw('SELECT pg_sleep(0.2)');
          expect(await limitsOf(tx)).toEqual({ silence: '15s', wait: '10s' });
        }),
      ),
    );
    await callboard.stop();
  });
});
