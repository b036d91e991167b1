import { AuthService } from '@backstage/backend-plugin-api';
import { ANNOTATION_ORIGIN_LOCATION } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { Census, isComplete } from './Census';
import { DEMO_LOCATION } from './toEntities';

const POLL_MS = 250;

/**
 * Resolves when the catalog answers with all of the demo, each entity with its
 * relations, or the signal aborts. A catalog that cannot answer yet is asked
 * again. Relations count too, because the catalog shows an entity before what
 * others say about it: a team before its members.
 *
 * @param expected - what there has to be, at this moment: the demo can change
 */
export async function untilCatalogIsFilled(
  { auth, catalog }: { auth: AuthService; catalog: CatalogService },
  expected: () => Census,
  signal: AbortSignal,
): Promise<void> {
  const isFilled = async () => {
    const types = Object.keys(expected().relations);
    const { facets } = await catalog.getEntityFacets(
      {
        filter: {
          [`metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`]: DEMO_LOCATION,
        },
        facets: ['kind', ...types.map(type => `relations.${type}`)],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    const sum = (facet: string) =>
      (facets[facet] ?? []).reduce((total, { count }) => total + count, 0);
    const found = {
      entities: sum('kind'),
      relations: Object.fromEntries(
        types.map(type => [type, sum(`relations.${type}`)]),
      ),
    };
    return isComplete(found, expected());
  };
  while (!signal.aborted && !(await isFilled().catch(() => false))) {
    await sleep(POLL_MS);
  }
}
