import { Portal } from './Portal';
import { tokenOf } from './tokenOf';

const TIMEOUT_MS = 120_000;
const POLL_MS = 500;
/** So many looks in a row must find the same number of entities. */
const CALM_LOOKS = 4;

/**
 * Waits until no more entities come to the catalog. It works through what a first start brings by
 * itself, for some seconds after the portal is ready.
 */
export async function untilCatalogIsFull(portal: Portal): Promise<void> {
  const headers = {
    authorization: `Bearer ${await tokenOf(portal, 'alex.admin')}`,
  };
  const deadline = Date.now() + TIMEOUT_MS;
  let before = 0;
  let calm = 0;
  while (calm < CALM_LOOKS) {
    if (Date.now() > deadline) throw new Error('The catalog stays empty');
    const response = await fetch(
      `${portal.url}/api/catalog/entities/by-query?limit=0`,
      { headers },
    );
    const { totalItems } = await response.json();
    calm = totalItems > 0 && totalItems === before ? calm + 1 : 0;
    before = totalItems;
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
}
