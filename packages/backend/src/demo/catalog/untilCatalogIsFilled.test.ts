import { mockServices } from '@backstage/backend-test-utils';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { untilCatalogIsFilled } from './untilCatalogIsFilled';

describe('waiting for the demo to be in the catalog', () => {
  const auth = mockServices.auth.mock();

  /** A catalog that gives these answers, one after the other. */
  function catalogOf(...answers: Array<number | Error>) {
    const queryEntities = jest.fn(async () => {
      const answer = answers.shift();
      if (typeof answer !== 'number') {
        throw answer;
      }
      return { items: [], totalItems: answer, pageInfo: {} };
    });
    return { queryEntities } as unknown as CatalogService;
  }

  it('ends when all are in, whatever the catalog answers before', async () => {
    const catalog = catalogOf(new Error('not started'), 0, 2, 3);
    const { signal } = new AbortController();
    await untilCatalogIsFilled({ auth, catalog }, 3, signal);
    expect(catalog.queryEntities).toHaveBeenCalledTimes(4);
  });

  it('ends when the portal stops', async () => {
    const catalog = catalogOf(0);
    const stopping = new AbortController();
    const waiting = untilCatalogIsFilled({ auth, catalog }, 3, stopping.signal);
    stopping.abort();
    await waiting;
    expect(catalog.queryEntities).toHaveBeenCalledTimes(1);
  });
});
