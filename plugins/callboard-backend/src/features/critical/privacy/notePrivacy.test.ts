import { HIDDEN_VALUE } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { mockServices } from '@backstage/backend-test-utils';
import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import { schedulerFactory } from '../../../__testUtils__/schedulerFactory';
import {
  startCallboardOn,
  TestCallboard,
} from '../../../__testUtils__/startCallboard';
import { callboardActor } from '../../../access/actor';
import { Watcher } from '../__testUtils__/Watcher';

jest.setTimeout(120_000);

const databases = MigratedDatabases.create();

const KEY = 'a key of sixteen or more';

describe.each(databases.eachSupportedId())(
  'A change of how people are named in the log, on %p',
  databaseId => {
    let knex: Knex;
    const running: TestCallboard[] = [];

    beforeAll(async () => {
      knex = await databases.init(databaseId);
    });

    /** Starts replicas at once, looks at what is critical, and stops them. */
    async function restart(
      privacy: string,
      pseudonymKey?: string,
      replicas = 1,
    ): Promise<void> {
      const scheduler = mockServices.scheduler();
      const activity = pseudonymKey ? { privacy, pseudonymKey } : { privacy };
      const started = await Promise.all(
        Array.from({ length: replicas }, () =>
          startCallboardOn(knex, {
            config: { activity },
            services: [schedulerFactory(scheduler)],
          }),
        ),
      );
      running.push(...started);
    }

    afterEach(async () => {
      await Promise.all(running.splice(0).map(one => one.stop()));
    });

    const changes = async () => {
      const rows = await knex('activity')
        .where({ entity_type: 'privacy' })
        .orderBy('id');
      return rows.map(row => {
        expect(row).toMatchObject({
          action: 'update',
          user_id: callboardActor.user_ref,
        });
        const found =
          typeof row.changes === 'string'
            ? JSON.parse(row.changes)
            : row.changes;
        return found.map(({ field, old_value, new_value }: any) => [
          field,
          old_value,
          new_value,
        ]);
      });
    };

    const toPseudonyms = [
      ['mode', 'named', 'pseudonymous'],
      ['pseudonym_key', null, HIDDEN_VALUE],
    ];
    const otherKey = [['pseudonym_key', HIDDEN_VALUE, HIDDEN_VALUE]];
    const toOff = [['mode', 'pseudonymous', 'off']];
    const back = [['mode', 'off', 'pseudonymous']];

    it('is none at the first start, nor while nothing changes', async () => {
      await restart('named');
      await restart('named', undefined, 2);
      expect(await changes()).toEqual([]);
    });

    it('is recorded once by replicas that start together, and is critical', async () => {
      await restart('pseudonymous', KEY, 2);
      expect(await changes()).toEqual([toPseudonyms]);
      const scheduler = mockServices.scheduler();
      const callboard = await startCallboardOn(knex, {
        config: { activity: { privacy: 'pseudonymous', pseudonymKey: KEY } },
        services: [schedulerFactory(scheduler)],
      });
      running.push(callboard);
      const watcher = new Watcher(callboard, scheduler);
      expect(await watcher.raised('protection_changed')).toEqual([
        [callboardActor.user_ref, null, 1],
      ]);
    });

    it('says that there is another key, and not which', async () => {
      await restart('pseudonymous', `${KEY} now`);
      await restart('pseudonymous', `${KEY} now`);
      expect(await changes()).toEqual([toPseudonyms, otherKey]);
      // Without one in the configuration, that in the database is used.
      await restart('pseudonymous');
      await restart('off', KEY);
      await restart('pseudonymous');
      expect(await changes()).toEqual([
        toPseudonyms,
        otherKey,
        otherKey,
        toOff,
        back,
      ]);
      const stored = JSON.stringify([
        await knex('activity_privacy'),
        await knex('activity'),
        await knex('outbox'),
      ]);
      expect(stored).not.toContain(KEY);
    });
  },
);
