import { roleRanks } from '@callboard/plugin-callboard-common';
import createKnex from 'knex';
import { resolve } from 'path';
import { SharedDatabases } from '../../../__testUtils__/SharedDatabases';
import { silentLogger } from '../../../__testUtils__/changeFixture';
import { startProcess } from '../../../__testUtils__/startProcess';
import { applyMigrations } from '../../../database/schema';
import { LiveSignals } from '../../../core/live/LiveSignals';
import { Queue } from '../../../queue/Queue';
import { FanOutFixture } from '../__testUtils__/FanOutFixture';
import { waitForNotifications } from '../__testUtils__/waitForNotifications';
import { FAN_OUT_QUEUE, registerFanOutWorker } from '../addNotifications';

const people = Array.from(
  { length: 5_500 },
  (_, nth) => `user:default/p${nth}`,
);

describe('fan-out after a killed process', () => {
  const databases = SharedDatabases.create();
  it.each(databases.eachSupportedId())(
    'notifies every user exactly once, on %p @full',
    async databaseId => {
      const config = await databases.init(databaseId);
      const knex = createKnex(config);
      await applyMigrations(knex);
      const fixture = await FanOutFixture.create(knex);
      await fixture.join(people, roleRanks.guest);
      const [notification_event_id] = await fixture.notify({
        to: { everyone: true },
        dedupe_key: 'k',
      });
      const clock = { now: () => Date.now() };
      const queue = new Queue({ knex, clock, logger: silentLogger });
      await knex.transaction(tx =>
        queue.add(tx, [
          {
            queue: FAN_OUT_QUEUE,
            payload: { notification_event_id, after: null },
          },
        ]),
      );

      const child = await startProcess(
        resolve(__dirname, '../__testUtils__/fanOutProcess.ts'),
        [JSON.stringify(config)],
        'hanging',
      );
      await child.kill();
      expect(await knex('notifications')).toHaveLength(3_000);
      // Lets the lease of the killed process expire.
      await knex('jobs').update({ leased_until: new Date(0) });

      const notified = new Set<string>();
      registerFanOutWorker(queue, {
        fanOut: fixture.fanOut,
        signals: {
          raiseNotifications: (refs: string[]) =>
            refs.forEach(ref => notified.add(ref)),
        } as Pick<LiveSignals, 'raiseNotifications'> as LiveSignals,
      });
      queue.start();
      await waitForNotifications(knex);
      await queue.stop();
      expect(notified.size).toBe(2_500);
      const recipients = await knex('notifications').select(
        'user_ref',
        'count',
      );
      expect(new Set(recipients.map(({ user_ref }) => user_ref)).size).toBe(
        5_500,
      );
      expect(recipients.filter(({ count }) => count !== 1)).toEqual([]);
      await knex.destroy();
    },
  );
});
