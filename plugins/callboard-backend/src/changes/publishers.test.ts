import { createBackendModule } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { EventParams, eventsServiceRef } from '@backstage/plugin-events-node';
import { CHANGES_TOPIC } from '@callboard/plugin-callboard-common';
import { databaseIds } from '../__testUtils__/databases';
import { startCallboard } from '../__testUtils__/startCallboard';
import { signalsPublisher } from './publishers';

jest.setTimeout(60_000);

describe('a committed change', () => {
  const databases = TestDatabases.create({ ids: databaseIds });

  it.each(databases.eachSupportedId())(
    "reaches the platform's events service, with the id of its activity, on %p",
    async databaseId => {
      const events: EventParams[] = [];
      const listener = createBackendModule({
        pluginId: 'callboard',
        moduleId: 'listener',
        register: env =>
          env.registerInit({
            deps: { service: eventsServiceRef },
            init: async ({ service }) => {
              await service.subscribe({
                id: 'listener',
                topics: [CHANGES_TOPIC],
                onEvent: async event => {
                  events.push(event);
                },
              });
            },
          }),
      });
      const callboard = await startCallboard(databases, databaseId, {
        modules: [listener],
      });
      const { body: shop } = await callboard
        .as('superAdmin')
        .post('/workspaces', { slug: 'shop', name: 'Shop' })
        .expect(201);
      await callboard
        .as('superAdmin')
        .patch('/workspaces/shop', { name: 'The shop' })
        .expect(200);
      while ((await callboard.knex('outbox')).length > 0) {
        await new Promise(done => setTimeout(done, 20));
      }
      const { body } = await callboard
        .as('superAdmin')
        .get('/activity?workspace=shop&action=update')
        .expect(200);
      expect(events.map(event => event.eventPayload)).toContainEqual({
        id: body.activities[0].id,
        workspace_id: shop.id,
        actor: 'user:default/sue.super',
        action: 'update',
        entity_type: 'workspace',
        entity_id: shop.id,
        entity_label: 'The shop',
        changes: [{ field: 'name', old_value: 'Shop', new_value: 'The shop' }],
        batch_id: null,
        is_detail: false,
        created_at: body.activities[0].created_at,
      });
      await callboard.stop();
    },
  );

  it('is told to browsers once per thing, by ids and never by content', async () => {
    const published: any[] = [];
    const publisher = signalsPublisher({
      publish: async (payload: any) => {
        published.push(payload);
      },
    } as any);
    const change = {
      id: 'c1',
      workspace_id: 'w1',
      actor: 'user:default/jane',
      action: 'update',
      entity_type: 'workspace',
      entity_id: 'w1',
      entity_label: 'Secret name',
      changes: [],
      batch_id: null,
      is_detail: false,
      created_at: '2026-01-01T00:00:00.000Z',
    };
    await publisher.handle([change, { ...change, id: 'c2' }]);
    expect(published).toEqual([
      {
        recipients: { type: 'broadcast' },
        channel: 'callboard',
        message: {
          type: 'change',
          workspace_id: 'w1',
          entity_type: 'workspace',
          entity_id: 'w1',
        },
      },
    ]);
  });
});
