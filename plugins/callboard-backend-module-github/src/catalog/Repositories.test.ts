import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AnnotatedEntities } from './AnnotatedEntities';
import { Repositories, REPOSITORY_ANNOTATION } from './Repositories';

const entity = (kind: string, name: string, slug?: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: {
    name,
    namespace: 'default',
    ...(slug && { annotations: { [REPOSITORY_ANNOTATION]: slug } }),
  },
});

function create(entities: Entity[], kinds = ['system', 'component']) {
  const catalog = catalogServiceMock({ entities });
  const getEntities = jest.spyOn(catalog, 'getEntities');
  const repositories = new Repositories(
    new AnnotatedEntities({
      catalog,
      auth: mockServices.auth(),
      annotation: REPOSITORY_ANNOTATION,
      kinds,
    }),
  );
  return { repositories, getEntities };
}

const entities = [
  entity('System', 'a-system', 'Lantern/Shop'),
  entity('Component', 'shop-b', 'lantern/shop'),
  entity('Component', 'shop-a', 'LANTERN/shop'),
  entity('API', 'an-api', 'lantern/shop'),
  entity('API', 'other-api', 'lantern/other'),
  entity('System', 'ledger', 'lantern/ledger'),
  entity('Component', 'bare'),
];

describe('Repositories', () => {
  it('chooses one entity, whatever the case', async () => {
    const { repositories } = create(entities);
    expect(await repositories.entityOf('lantern/SHOP')).toBe(
      'component:default/shop-a',
    );
    expect(await repositories.entityOf('lantern/ledger')).toBe(
      'system:default/ledger',
    );
  });

  it('knows only kinds that have projects', async () => {
    const { repositories } = create(entities);
    expect(await repositories.entityOf('lantern/other')).toBeUndefined();
    expect(await repositories.entityOf('lantern/absent')).toBeUndefined();
    const withApis = create(entities, ['api', 'system']).repositories;
    expect(await withApis.entityOf('lantern/other')).toBe(
      'api:default/other-api',
    );
    expect(await withApis.entityOf('lantern/shop')).toBe(
      'system:default/a-system',
    );
  });

  it('lists them all', async () => {
    const { repositories } = create(entities);
    expect(await repositories.all()).toEqual([
      { full_name: 'lantern/ledger', entity_ref: 'system:default/ledger' },
      { full_name: 'lantern/shop', entity_ref: 'component:default/shop-a' },
    ]);
  });

  it('asks the catalog once for a while, also for what is not there', async () => {
    const { repositories, getEntities } = create(entities);
    for (let count = 0; count < 3; count += 1) {
      await repositories.entityOf('lantern/shop');
      await repositories.entityOf('lantern/absent');
    }
    expect(getEntities).toHaveBeenCalledTimes(2);
  });
});
