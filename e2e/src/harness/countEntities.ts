import { Portal } from './Portal';
import { tokenOf } from './tokenOf';

/** How many entities the portal's catalog holds at this moment. */
export async function countEntities(portal: Portal): Promise<number> {
  const token = await tokenOf(portal, 'alex.admin');
  const response = await fetch(
    `${portal.url}/api/catalog/entities/by-query?limit=0`,
    { headers: { authorization: `Bearer ${token}` } },
  );
  const { totalItems } = await response.json();
  return totalItems;
}
