import { AuthService } from '@backstage/backend-plugin-api';
import { ANNOTATION_ORIGIN_LOCATION } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_LOCATION } from './toEntities';

const POLL_MS = 250;

/**
 * Resolves when the catalog answers with as many entities of the demo as there
 * are, or the signal aborts. A catalog that cannot answer yet is asked again.
 */
export async function untilCatalogIsFilled(
  { auth, catalog }: { auth: AuthService; catalog: CatalogService },
  count: number,
  signal: AbortSignal,
): Promise<void> {
  const countEntities = async () => {
    const { totalItems } = await catalog.queryEntities(
      {
        filter: {
          [`metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`]: DEMO_LOCATION,
        },
        limit: 0,
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return totalItems;
  };
  while (!signal.aborted && (await countEntities().catch(() => -1)) !== count) {
    await sleep(POLL_MS);
  }
}
