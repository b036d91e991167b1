import { CatalogApi } from '@backstage/catalog-client';
import { cleanText } from '../mapping/cleanText';

const MAX_REMEMBERED = 500;
const MAX_LABEL = 512;

/** The part of the catalog's API that titles come from. */
export type EntityLookup = Pick<CatalogApi, 'getEntitiesByRefs'>;

/**
 * Knows what catalog entities are called. A title is a nicety: whoever asks
 * gives a limit of time, and without an answer the name does.
 */
export class EntityTitles {
  readonly #catalog: EntityLookup;
  readonly #titles = new Map<string, string | undefined>();

  constructor(catalog: EntityLookup) {
    this.#catalog = catalog;
  }

  /** The title of an entity, as far as it is known already. */
  get(ref: string): string | undefined {
    return this.#titles.get(ref);
  }

  /** Learns the titles of entities that have not been asked for before. */
  async learn(refs: string[]): Promise<void> {
    const entityRefs = [...new Set(refs)].filter(ref => !this.#titles.has(ref));
    if (entityRefs.length === 0) {
      return;
    }
    if (this.#titles.size > MAX_REMEMBERED) {
      this.#titles.clear();
    }
    // Asked once, whatever the answer: a catalog that is slow or away must not
    // be asked again with every batch.
    entityRefs.forEach(ref => this.#titles.set(ref, undefined));
    const { items } = await this.#catalog.getEntitiesByRefs({
      entityRefs,
      fields: ['metadata.name', 'metadata.title', 'spec.profile.displayName'],
    });
    entityRefs.forEach((ref, index) => {
      const { metadata, spec } = items[index] ?? {};
      const profile = spec?.profile as { displayName?: unknown } | undefined;
      const title =
        metadata?.title ?? profile?.displayName ?? metadata?.name ?? '';
      this.#titles.set(ref, cleanText(title, MAX_LABEL) || undefined);
    });
  }
}
