import { mockServices } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { awaitCatalog } from './awaitCatalog';

describe('awaitCatalog', () => {
  const auth = mockServices.auth();

  it('retries until the catalog responds @full', async () => {
    const catalog = catalogServiceMock.mock();
    catalog.getEntitiesByRefs
      .mockRejectedValueOnce(new Error('connect ECONNREFUSED'))
      .mockRejectedValueOnce(new ServiceUnavailableError('not started yet'))
      .mockResolvedValueOnce({ items: [undefined] });
    await awaitCatalog({ auth, catalog });
    expect(catalog.getEntitiesByRefs).toHaveBeenCalledTimes(3);
  });

  it('throws the reason when the catalog never responds', async () => {
    const catalog = catalogServiceMock.mock();
    catalog.getEntitiesByRefs.mockRejectedValue(new Error('ECONNREFUSED'));
    await expect(awaitCatalog({ auth, catalog }, 1)).rejects.toThrow(
      /The catalog is not responding.*ECONNREFUSED/,
    );
  });
});
