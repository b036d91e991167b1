import { AuthService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 250;

/**
 * How long to wait for the catalog, which takes some seconds to start if it migrates its own
 * database on PostgreSQL.
 */
const TIMEOUT_MS = 2 * 60_000;

/**
 * Waits until the catalog responds. The plugins of a backend start concurrently. While the catalog
 * starts, each request to it waits for five seconds and then fails with 503, so seeders that look
 * up people in the catalog would fail.
 *
 * @param timeoutMs - how long to wait, in milliseconds
 * @throws ServiceUnavailableError if the catalog does not respond in time
 */
export async function awaitCatalog(
  { auth, catalog }: { auth: AuthService; catalog: CatalogService },
  timeoutMs = TIMEOUT_MS,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      // Unlike a search for one entity, this fails while the catalog's routes are not served.
      await catalog.getEntitiesByRefs(
        { entityRefs: ['user:default/nobody'], fields: ['kind'] },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      return;
    } catch (error) {
      if (Date.now() >= deadline) {
        throw new ServiceUnavailableError(
          'The catalog is not responding',
          error,
        );
      }
    }
    await sleep(PAUSE_MS);
  }
}
