import { TestDatabases } from '@backstage/backend-test-utils';
import { anotherClient } from '../__testUtils__/anotherClient';
import { databaseIds } from '../__testUtils__/databases';
import { unlessLocked, whileLocked } from './advisoryLock';
import { applyMigrations } from './applyMigrations';

const LOCK = 4_711;

const databases = TestDatabases.create({ ids: databaseIds });
const onPostgres = databases
  .eachSupportedId()
  .filter(([id]) => id !== 'SQLITE_3');

describe.each(databases.eachSupportedId())('a lock on %s', id => {
  it('passes on what the work returns, and what it throws', async () => {
    const knex = await databases.init(id);
    expect(await whileLocked(knex, LOCK, async () => 42)).toBe(42);
    const failing = async () => {
      throw new Error('stumbled');
    };
    await expect(whileLocked(knex, LOCK, failing)).rejects.toThrow('stumbled');
    await expect(unlessLocked(knex, LOCK, failing)).rejects.toThrow('stumbled');
    expect(await unlessLocked(knex, LOCK, async () => {})).toBe(true);
  });
});

describe.each(onPostgres)('a lock between replicas on %s', id => {
  it('makes the second wait, or go without', async () => {
    const first = await databases.init(id);
    const second = anotherClient(first);
    const order: string[] = [];
    let waiting: Promise<void> | undefined;
    await whileLocked(first, LOCK, async () => {
      waiting = whileLocked(second, LOCK, async () => {
        order.push('second');
      });
      const work = jest.fn();
      expect(await unlessLocked(second, LOCK, work)).toBe(false);
      expect(work).not.toHaveBeenCalled();
      order.push('first');
    });
    await waiting;
    expect(order).toEqual(['first', 'second']);
    await second.destroy();
  });

  it('is free once the connection of its holder is gone, which the holder hears of', async () => {
    const first = await databases.init(id);
    const second = anotherClient(first);
    const isLost = unlessLocked(first, LOCK, async () => {
      await second.raw(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory' AND objid = ?",
        [LOCK],
      );
      await whileLocked(second, LOCK, async () => {});
    });
    await expect(isLost).rejects.toThrow();
    await second.destroy();
  });

  it('lets replicas that start at the same moment migrate one after the other', async () => {
    const first = await databases.init(id);
    const second = anotherClient(first);
    await Promise.all([applyMigrations(first), applyMigrations(second)]);
    expect(await second('outbox')).toEqual([]);
    await second.destroy();
  });
});
