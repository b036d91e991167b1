import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import { Knex } from 'knex';
import request from 'supertest';
import { setTimeout as sleep } from 'timers/promises';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { roleRanks } from '@callboard/plugin-callboard-common';
import { ruleDatabaseIds } from '../../__testUtils__/databases';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { people, testEntities } from '../../__testUtils__/startCallboard';
import { callboardPlugin } from '../../plugin';
import { ProjectAudience } from '../../core/projects/ProjectAudience';
import { FanOutFixture } from './__testUtils__/FanOutFixture';
import { PortalBridge } from './PortalBridge';

const migrated = MigratedDatabases.create(ruleDatabaseIds);
const empty = TestDatabases.create({ ids: ruleDatabaseIds });

/** Starts a portal with both plugins, each on its own database. */
async function startPortal(knex: Knex, enabled: boolean) {
  const portal = await empty.init('SQLITE_3');
  const backend = await startTestBackend({
    features: [
      callboardPlugin,
      notificationsPlugin,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          callboard: { notifications: { bridge: { enabled } } },
        },
      }),
      createServiceFactory({
        service: coreServices.database,
        deps: { plugin: coreServices.pluginMetadata },
        factory: ({ plugin }) => ({
          getClient: async () =>
            plugin.getId() === 'callboard' ? knex : portal,
        }),
      }),
      catalogServiceMock.factory({ entities: testEntities }),
      eventsServiceFactory,
    ],
  });
  return {
    backend,
    send: (title: string) =>
      request(backend.server)
        .post('/api/callboard/notifications')
        .set('Authorization', mockCredentials.service.header())
        .send({
          workspace: 'default',
          recipients: [people.member, people.guest],
          type: 'catalog.broken',
          title,
          body: 'Look',
          target_url: '/catalog',
          severity: 'high',
        })
        .expect(202),
    /** Lists the notifications that the portal's own plugin shows to a user. */
    shown: async (user_ref: string) =>
      (
        await request(backend.server)
          .get('/api/notifications')
          .set('Authorization', mockCredentials.user.header(user_ref))
          .expect(200)
      ).body.notifications,
  };
}

async function untilIdle(knex: Knex) {
  while ((await knex('jobs')).length > 0) {
    await sleep(10);
  }
}

describe('bridge to Backstage notifications @full', () => {
  it('forwards each notification once per recipient, even when a job repeats', async () => {
    const knex = await migrated.init('SQLITE_3');
    const { backend, send, shown } = await startPortal(knex, true);
    await send('It broke');
    await untilIdle(knex);
    expect(await shown(people.member)).toMatchObject([
      {
        payload: {
          title: 'It broke',
          description: 'Look',
          link: '/catalog',
          severity: 'high',
          topic: 'catalog.broken',
        },
      },
    ]);
    expect(await shown(people.guest)).toHaveLength(1);
    expect(await shown(people.stranger)).toEqual([]);

    // Repeats the job, as after a crash.
    const [{ id: notification_event_id }] = await knex('notification_events');
    await knex('jobs').insert({
      queue: 'portal-notifications',
      job_group: '',
      payload: JSON.stringify({
        notification_event_id,
        first: people.guest,
        last: people.member,
      }),
      state: 'ready',
      added_at: new Date(),
      due_at: new Date(),
      attempts: 0,
      claims: 0,
    });
    await untilIdle(knex);
    expect(await shown(people.member)).toHaveLength(1);
    await backend.stop();
  });

  it('forwards nothing when the configuration disables the bridge', async () => {
    const knex = await migrated.init('SQLITE_3');
    const { backend, send, shown } = await startPortal(knex, false);
    await send('It broke');
    await untilIdle(knex);
    expect(await knex('notifications')).toHaveLength(2);
    expect(await shown(people.member)).toEqual([]);
    await backend.stop();
  });
});

describe('PortalBridge', () => {
  /** References that databases sort differently from this process. */
  const strange = ['user:default/a-b', 'user:default/a.c', 'user:default/a_a'];

  const userRefs = [
    ...strange,
    ...Array.from({ length: 1_200 }, (_, nth) => `user:default/p${nth}`),
  ].sort();

  describe('PortalBridge.forward', () => {
    const databases = MigratedDatabases.create();

    it.each(databases.eachSupportedId())(
      'sends all recipients in the given range, at most 500 per request, on %p',
      async databaseId => {
        const knex = await databases.init(databaseId);
        const fanOutFixture = await FanOutFixture.create(knex);
        await fanOutFixture.join(userRefs, roleRanks.guest);
        const [notification_event_id] = await fanOutFixture.notify({
          to: { everyone: true },
        });
        await fanOutFixture.runJobs();
        const sent: string[][] = [];
        const bridge = new PortalBridge({
          knex,
          audience: new ProjectAudience({
            superAdmins: [],
            workspaces: { default: { autoJoin: 'none' } },
          } as any),
          portal: {
            send: async ({ recipients }: NotificationSendOptions) => {
              sent.push(
                [(recipients as { entityRef: string[] }).entityRef].flat(),
              );
            },
          },
        });
        await bridge.forward({
          notification_event_id,
          first: userRefs[0],
          last: userRefs[userRefs.length - 1],
        });
        expect(sent.map(({ length }) => length)).toEqual([500, 500, 203]);
        expect(sent.flat().sort()).toEqual(userRefs);

        sent.length = 0;
        const [first, second] = [...strange].sort();
        await bridge.forward({ notification_event_id, first, last: second });
        expect(sent.flat().sort()).toEqual([first, second]);
      },
    );
  });
});
