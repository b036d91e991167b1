import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { anotherClient } from '../__testUtils__/anotherClient';
import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import { silentLogger } from '../__testUtils__/changeFixture';
import { until } from '../__testUtils__/until';
import { ReplicaSignal } from '../database/ReplicaSignal';
import { getJobName, QueueFixture } from './__testUtils__/QueueFixture';

const LISTENERS = `
  SELECT pid FROM pg_stat_activity
  WHERE datname = current_database() AND query LIKE 'LISTEN%'`;

describe('ReplicaSignal', () => {
  const databases = MigratedDatabases.create();
  const onPostgres = databases
    .eachSupportedId()
    .filter(([id]) => id !== 'SQLITE_3');

  describe.each(onPostgres)('on %p', databaseId => {
    let one: Knex;
    let two: Knex;
    let signals: ReplicaSignal[];
    const warn = jest.fn();

    beforeEach(async () => {
      one = await databases.init(databaseId);
      two = anotherClient(one);
      signals = [];
      warn.mockReset();
    });

    afterEach(async () => {
      await Promise.all(signals.map(signal => signal.stop()));
      await two.destroy();
      await one.destroy();
    });

    /** A listening replica, and the times at which it was notified. */
    async function listen(knex: Knex) {
      const notifiedAt: number[] = [];
      const signal = new ReplicaSignal({
        knex,
        logger: { ...silentLogger, warn },
        onWork: () => notifiedAt.push(performance.now()),
      });
      signals.push(signal);
      signal.start();
      // The replica assumes that it missed earlier announcements.
      await until(() => notifiedAt.length === 1);
      return { signal, notifiedAt };
    }

    it('notifies other replicas once for many announcements, and not the sender', async () => {
      const sender = await listen(one);
      const receiver = await listen(two);
      for (let n = 0; n < 100; n += 1) {
        sender.signal.announce();
      }
      await until(() => receiver.notifiedAt.length === 2);
      sender.signal.announce();
      await until(() => receiver.notifiedAt.length === 3);
      expect(sender.notifiedAt).toHaveLength(1);
    });

    it('listens again after its connection was lost', async () => {
      const sender = await listen(one);
      const receiver = await listen(two);
      const before = (await one.raw(LISTENERS)).rows;
      expect(before).toHaveLength(2);
      await one.raw(
        `SELECT pg_terminate_backend(pid) FROM (${LISTENERS}) AS listeners`,
      );
      await until(
        () =>
          sender.notifiedAt.length === 2 && receiver.notifiedAt.length === 2,
      );
      sender.signal.announce();
      await until(() => receiver.notifiedAt.length === 3);
    });

    it('warns once while it cannot listen, and listens when a connection is available', async () => {
      const broken = anotherClient(one);
      let isAway = true;
      const { client } = broken;
      const connect = client.acquireRawConnection.bind(client);
      client.acquireRawConnection = async () => {
        if (isAway) throw new Error('no more connections');
        return connect();
      };
      const notified: number[] = [];
      const signal = new ReplicaSignal({
        knex: broken,
        logger: { ...silentLogger, warn },
        onWork: () => notified.push(1),
      });
      signals.push(signal);
      signal.start();
      signal.announce();
      await sleep(1_500);
      expect(warn).toHaveBeenCalledTimes(1);
      isAway = false;
      await until(() => notified.length === 1);
      await signal.stop();
      await broken.destroy();
    });

    it('closes its connection when it stops', async () => {
      const listeners = async () => (await two.raw(LISTENERS)).rows;
      const { signal } = await listen(one);
      expect(await listeners()).toHaveLength(1);
      await signal.stop();
      await until(async () => (await listeners()).length === 0);
    });
  });

  describe.each(databases.eachSupportedId())('polling on %p', databaseId => {
    it('finds jobs without an announcement @full-sqlite', async () => {
      const fixture = new QueueFixture(await databases.init(databaseId));
      const done: string[] = [];
      const queue = fixture.startWorker(
        async job => void done.push(getJobName(job)),
      );
      await sleep(100);
      const wake = jest.spyOn(queue, 'wake');
      await fixture.add(['a']);
      expect(wake).toHaveBeenCalledTimes(0);
      await fixture.untilDone();
      expect(done).toEqual(['a']);
      await fixture.stop();
      await fixture.knex.destroy();
    });
  });
});
