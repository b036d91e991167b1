import { Portal } from './Portal';
import { getToken } from './getToken';

/** The size of a catalog. */
export interface CatalogCount {
  entities: number;
  relations: number;
}

/** Counts the current entities of the portal's catalog. */
export async function countInCatalog(portal: Portal): Promise<CatalogCount> {
  const token = await getToken(portal, 'alex.admin');
  const response = await fetch(
    `${portal.url}/api/catalog/entities?fields=relations`,
    { headers: { authorization: `Bearer ${token}` } },
  );
  const entities: Array<{ relations?: unknown[] }> = await response.json();
  return {
    entities: entities.length,
    relations: entities.reduce(
      (sum, { relations = [] }) => sum + relations.length,
      0,
    ),
  };
}
