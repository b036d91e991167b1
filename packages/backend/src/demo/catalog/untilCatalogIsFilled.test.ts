import { mockServices } from '@backstage/backend-test-utils';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Census } from './Census';
import { untilCatalogIsFilled } from './untilCatalogIsFilled';

describe('waiting for the demo to be in the catalog', () => {
  const auth = mockServices.auth.mock();

  const holding = (
    entities: number,
    members = 0,
    groups = members,
  ): Census => ({
    entities,
    relations: { hasMember: members, memberOf: groups },
  });

  /** A catalog that gives these answers, one after the other. */
  function catalogOf(...answers: Array<Census | Error>) {
    const getEntityFacets = jest.fn(async () => {
      const answer = answers.shift();
      if (!answer || answer instanceof Error) {
        throw answer;
      }
      const facet = (count: number) => [{ value: 'any', count }];
      return {
        facets: {
          kind: facet(answer.entities),
          ...Object.fromEntries(
            Object.entries(answer.relations).map(([type, count]) => [
              `relations.${type}`,
              facet(count),
            ]),
          ),
        },
      };
    });
    return { getEntityFacets } as unknown as CatalogService;
  }

  it('ends when all are in, whatever the catalog answers before', async () => {
    const catalog = catalogOf(
      new Error('not started'),
      holding(0),
      holding(2),
      holding(3),
    );
    const { signal } = new AbortController();
    await untilCatalogIsFilled({ auth, catalog }, () => holding(3), signal);
    expect(catalog.getEntityFacets).toHaveBeenCalledTimes(4);
  });

  it('waits for what others say about an entity that is in', async () => {
    const catalog = catalogOf(holding(3, 1, 2), holding(3, 2));
    const { signal } = new AbortController();
    await untilCatalogIsFilled({ auth, catalog }, () => holding(3, 2), signal);
    expect(catalog.getEntityFacets).toHaveBeenCalledTimes(2);
  });

  it('waits for no one else, who may relate to the demo too', async () => {
    const catalog = catalogOf(holding(3, 5, 2));
    const { signal } = new AbortController();
    await untilCatalogIsFilled({ auth, catalog }, () => holding(3, 2), signal);
    expect(catalog.getEntityFacets).toHaveBeenCalledTimes(1);
  });

  it('follows a demo that changes meanwhile', async () => {
    let expected = holding(3);
    const catalog = catalogOf(holding(5), holding(5));
    const { signal } = new AbortController();
    const waiting = untilCatalogIsFilled(
      { auth, catalog },
      () => expected,
      signal,
    );
    expected = holding(5);
    await waiting;
    expect(catalog.getEntityFacets).toHaveBeenCalled();
  });

  it('ends when the portal stops', async () => {
    const catalog = catalogOf(holding(0));
    const stopping = new AbortController();
    const waiting = untilCatalogIsFilled(
      { auth, catalog },
      () => holding(3),
      stopping.signal,
    );
    stopping.abort();
    await waiting;
    expect(catalog.getEntityFacets).toHaveBeenCalledTimes(1);
  });
});
