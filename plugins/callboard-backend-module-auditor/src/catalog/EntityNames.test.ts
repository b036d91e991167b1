import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { EntityNames } from './EntityNames';
import { EntityReader } from './EntityReader';
import { findResourceToResolve } from './findUnnamedResource';

const entity = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, uid: `uid-${name}`, title: name.toUpperCase() },
});

/** Returns the names that are cached after these audit events of the catalog. */
async function resolveNames(...events: object[]) {
  const names = new EntityNames();
  const reader = new EntityReader({
    names,
    catalog: catalogServiceMock({ entities: [entity('a'), entity('b')] }),
    auth: mockServices.auth(),
    logger: mockServices.logger.mock(),
  });
  for (const event of events) {
    const resource = findResourceToResolve({
      plugin: 'catalog',
      status: 'initiated',
      actor: { actorId: 'user:default/max' },
      ...event,
    } as Parameters<typeof findResourceToResolve>[0]);
    if (resource) {
      reader.scheduleLookup(resource);
    }
  }
  await reader.waitForLookups();
  return names;
}

const A = { ref: 'component:default/a', title: 'A' };

it.each([
  ['its deletion begins', { eventId: 'entity-mutate', meta: { uid: 'uid-a' } }],
  [
    'a user opens its page',
    { eventId: 'entity-fetch', meta: { entityRef: 'Component:default/a' } },
  ],
])('stores the name of an entity once %s', async (_, event) => {
  const names = await resolveNames(event);
  expect(names.get('uid-a')).toEqual(A);
  expect(names.get('uid-b')).toBeUndefined();
});

it('ignores entities fetched by plugins, and unknown or invalid entity uids', async () => {
  const names = await resolveNames(
    {
      eventId: 'entity-fetch',
      meta: { entityRef: 'component:default/a' },
      actor: { actorId: 'plugin:search' },
    },
    { eventId: 'entity-mutate', meta: { uid: 'uid-x' } },
    { eventId: 'entity-mutate', meta: { uid: { $ne: 1 } } },
  );
  expect(names.get('uid-a')).toBeUndefined();
  expect(names.get('uid-x')).toBeUndefined();
});
