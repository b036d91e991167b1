import { mockServices } from '@backstage/backend-test-utils';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EntityLookup } from './EntityLookup';

describe('EntityLookup', () => {
  it.each([
    ['short', 'user', 1],
    ['long', 'u'.repeat(250), 8],
    ['encoded', 'ü'.repeat(250), 15],
  ])(
    'asks for %s values in URLs that servers accept',
    async (_, prefix, requests) => {
      const getEntities = jest.fn(async (..._args: unknown[]) => ({
        items: [],
      }));
      const lookup = new EntityLookup({
        catalog: { getEntities } as unknown as CatalogService,
        auth: mockServices.auth(),
        field: ['metadata', 'annotations', 'tracker/account'],
        kinds: ['user'],
      });
      const values = Array.from({ length: 90 }, (_each, i) => `${prefix}${i}`);
      await lookup.find(values);
      const filters = getEntities.mock.calls.map(([request]) =>
        encodeURIComponent(JSON.stringify(request)),
      );
      expect(Math.max(...filters.map(({ length }) => length))).toBeLessThan(
        14_000,
      );
      expect(
        getEntities.mock.calls.flatMap(
          ([request]: any[]) =>
            request.filter[0]['metadata.annotations.tracker/account'],
        ),
      ).toEqual(values);
      expect(filters.length).toBeLessThanOrEqual(requests);
    },
  );

  it('finds all entities with a value, ignoring case, in order', async () => {
    const lookup = new EntityLookup({
      catalog: {
        getEntities: async () => ({
          items: ['c', 'a', 'b'].map((name, index) => ({
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'User',
            metadata: { name, annotations: { account: index ? 'JO' : 'jo' } },
          })),
        }),
      } as unknown as CatalogService,
      auth: mockServices.auth(),
      field: ['metadata', 'annotations', 'account'],
      kinds: ['user'],
    });
    const refs = ['a', 'b', 'c'].map(name => `user:default/${name}`);
    expect(await lookup.find(['Jo'])).toEqual(new Map([['jo', refs]]));
  });
});
