import { EventsService } from '@backstage/plugin-events-node';
import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { createEventListener } from '../../__testUtils__/createEventListener';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { startCallboard } from '../../__testUtils__/startCallboard';
import { untilRelayed } from '../../__testUtils__/untilRelayed';
import { createEventsPublisher } from './createEventsPublisher';

describe('createEventsPublisher', () => {
  const databases = MigratedDatabases.create();

  it.each(databases.eachSupportedId())(
    'publishes a change with its activity id to the events service, on %p @full',
    async databaseId => {
      const { module, events } = createEventListener();
      const callboard = await startCallboard(databases, databaseId, {
        modules: [module],
      });
      const { body: shop } = await callboard
        .as('superAdmin')
        .post('/workspaces', { slug: 'shop', name: 'Shop' })
        .expect(201);
      await callboard
        .as('superAdmin')
        .patch('/workspaces/shop', { name: 'The shop' })
        .expect(200);
      await untilRelayed(callboard.knex);
      const { body } = await callboard
        .as('superAdmin')
        .get('/activity?workspace=shop&action=update')
        .expect(200);
      expect(events.map(event => event.eventPayload)).toContainEqual({
        id: body.activities[0].id,
        workspace_id: shop.id,
        project_id: null,
        actor: {
          user_ref: 'user:default/sue.super',
          display_name: 'Sue Super',
        },
        visibility: 'workspace',
        people: [],
        action: 'update',
        entity_type: 'workspace',
        entity_id: shop.id,
        entity_label: 'The shop',
        changes: [{ field: 'name', old_value: 'Shop', new_value: 'The shop' }],
        metadata: null,
        resource: {
          ...shop,
          name: 'The shop',
          version: 2,
          updated_at: body.activities[0].created_at,
        },
        is_resource_left_out: false,
        batch_id: null,
        is_detail: false,
        created_at: body.activities[0].created_at,
      });
      await callboard.stop();
    },
  );

  const change: ChangeEvent = {
    id: 'c1',
    workspace_id: 'w1',
    project_id: null,
    actor: { user_ref: 'user:default/jane', display_name: 'Jane' },
    visibility: 'workspace',
    people: [],
    metadata: null,
    resource: null,
    is_resource_left_out: false,
    action: 'update',
    entity_type: 'workspace',
    entity_id: 'w1',
    entity_label: 'Secret name',
    changes: [],
    batch_id: null,
    is_detail: false,
    created_at: '2026-01-01T00:00:00.000Z',
  };

  it('limits the number of changes per call to fewer than 200', () => {
    expect(
      createEventsPublisher({} as EventsService).maxChangesPerCall,
    ).toBeLessThan(200);
  });

  it('publishes the changes of an entity in order, and stops at the first failure', async () => {
    const published: string[] = [];
    const publisher = createEventsPublisher({
      publish: async ({ eventPayload }: any) => {
        const { id, entity_id } = eventPayload;
        await new Promise(done => setTimeout(done, Math.random() * 5));
        if (id === 'a3') throw new Error('away');
        published.push(`${entity_id}:${id}`);
      },
    } as any);
    const createChanges = (entity_id: string, count: number): ChangeEvent[] =>
      Array.from({ length: count }, (_, n) => ({
        ...change,
        id: `${entity_id}${n}`,
        entity_id,
      }));
    await expect(
      publisher.handle([...createChanges('a', 6), ...createChanges('b', 6)]),
    ).rejects.toThrow('away');
    const getPublished = (name: string) =>
      published.filter(text => text.startsWith(name));
    expect(getPublished('a')).toEqual(['a:a0', 'a:a1', 'a:a2']);
    expect(getPublished('b')).toEqual(
      createChanges('b', 6).map(({ id }) => `b:${id}`),
    );
  });
});
