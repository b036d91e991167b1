import { sortBy } from 'lodash';
import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { EntityLookup } from '@callboard/plugin-callboard-node';
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

function create(
  entities: Entity[],
  { kinds = ['system', 'component'], allowed = ['lantern/*'] } = {},
) {
  const catalog = catalogServiceMock({ entities });
  const getEntities = jest.spyOn(catalog, 'getEntities');
  const logger = mockServices.logger.mock();
  const repositories = new Repositories({
    entities: new EntityLookup({
      catalog,
      auth: mockServices.auth(),
      field: ['metadata', 'annotations', REPOSITORY_ANNOTATION],
      kinds,
    }),
    allowed,
    logger,
  });
  return { repositories, getEntities, logger };
}

const entities = [
  entity('System', 'a-system', 'Lantern/Both'),
  entity('Component', 'shop', 'LANTERN/shop'),
  entity('Component', 'both', 'lantern/both'),
  entity('API', 'an-api', 'lantern/shop'),
  entity('API', 'other-api', 'lantern/other'),
  entity('System', 'ledger', 'lantern/ledger'),
  entity('System', 'foreign', 'elsewhere/ledger'),
  entity('Component', 'bare'),
];

describe('Repositories', () => {
  it('returns the entity of a repository, ignoring case', async () => {
    const { repositories } = create(entities);
    expect(await repositories.findEntityRef('lantern/SHOP')).toBe(
      'component:default/shop',
    );
    expect(await repositories.findEntityRef('lantern/ledger')).toBe(
      'system:default/ledger',
    );
  });

  it('returns only allowed repositories', async () => {
    const { repositories } = create(entities, { allowed: ['lantern/shop'] });
    expect(await repositories.findEntityRef('lantern/SHOP')).toBeDefined();
    expect(await repositories.findEntityRef('lantern/ledger')).toBeUndefined();
    expect(
      await repositories.findEntityRef('elsewhere/ledger'),
    ).toBeUndefined();
    expect(await repositories.listAll()).toEqual([
      { full_name: 'lantern/shop', entity_ref: 'component:default/shop' },
    ]);
  });

  it('returns only entities of kinds that have projects', async () => {
    const { repositories } = create(entities);
    expect(await repositories.findEntityRef('lantern/other')).toBeUndefined();
    expect(await repositories.findEntityRef('lantern/absent')).toBeUndefined();
    const withApis = create(entities, { kinds: ['api', 'system'] });
    expect(await withApis.repositories.findEntityRef('lantern/other')).toBe(
      'api:default/other-api',
    );
    expect(await withApis.repositories.findEntityRef('lantern/shop')).toBe(
      'api:default/an-api',
    );
  });

  it('lists repositories once for each entity, and logs those claimed by several entities', async () => {
    const { repositories, logger } = create(entities);
    for (let count = 0; count < 2; count += 1) {
      expect(sortBy(await repositories.listAll(), 'full_name')).toEqual([
        { full_name: 'lantern/both', entity_ref: 'component:default/both' },
        { full_name: 'lantern/both', entity_ref: 'system:default/a-system' },
        { full_name: 'lantern/ledger', entity_ref: 'system:default/ledger' },
        { full_name: 'lantern/shop', entity_ref: 'component:default/shop' },
      ]);
      expect(await repositories.findEntityRef('Lantern/both')).toBeUndefined();
    }
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining(
        'component:default/both, system:default/a-system',
      ),
    );
  });

  it('caches catalog lookups, including lookups of missing repositories', async () => {
    const { repositories, getEntities } = create(entities);
    for (let count = 0; count < 3; count += 1) {
      await repositories.findEntityRef('lantern/shop');
      await repositories.findEntityRef('lantern/absent');
    }
    expect(getEntities).toHaveBeenCalledTimes(2);
  });
});
