import { AuthService } from '@backstage/backend-plugin-api';
import { ANNOTATION_ORIGIN_LOCATION } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { isFromCallboard } from '@callboard/plugin-callboard-common';
import { chunk } from 'lodash';

const REFS_PER_REQUEST = 500;

/** Finds entities of the catalog that belong to other providers. */
export class ForeignEntities {
  constructor(
    private readonly deps: { catalog: CatalogService; auth: AuthService },
  ) {}

  /** Returns the references whose entities exist and come from other providers. */
  async filterForeignRefs(refs: Iterable<string>): Promise<Set<string>> {
    const { catalog, auth } = this.deps;
    const credentials = await auth.getOwnServiceCredentials();
    const foreign = new Set<string>();
    for (const entityRefs of chunk([...new Set(refs)], REFS_PER_REQUEST)) {
      const { items } = await catalog.getEntitiesByRefs(
        { entityRefs, fields: ['metadata.annotations'] },
        { credentials },
      );
      items.forEach((entity, index) => {
        const origin =
          entity?.metadata?.annotations?.[ANNOTATION_ORIGIN_LOCATION];
        if (entity && !isFromCallboard(origin)) {
          foreign.add(entityRefs[index]);
        }
      });
    }
    return foreign;
  }
}
