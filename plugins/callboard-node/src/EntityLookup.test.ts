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
});
