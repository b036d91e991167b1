import { CatalogApi } from '@backstage/catalog-client';
import { cleanText } from '../mapping/cleanText';
import { toNamedEntity } from '../mapping/toNamedEntity';
import { StoredEvent } from '../queue/SegmentStore';

const MAX_CACHED_TITLES = 500;
const MAX_LABEL = 512;

type Event = StoredEvent['event'];

/** The part of the catalog's API that looks up titles. */
export type EntityLookup = Pick<CatalogApi, 'getEntitiesByRefs'>;

/**
 * Looks up the titles of catalog entities. A title is optional: callers limit how long they wait,
 * and an event without a loaded title keeps the plain name.
 */
export class EntityTitles {
  readonly #titles = new Map<string, string>();
  readonly #requested = new Map<string, Promise<void>>();

  constructor(private readonly catalog: EntityLookup) {}

  /** Loads missing titles of events; never fails. */
  async loadMissingTitles(
    events: Array<Pick<Event, 'entity_id' | 'entity_label'>>,
  ): Promise<void> {
    const refs = [...new Set(events.flatMap(listUntitledRefs))];
    const newRefs = refs.filter(ref => !this.#requested.has(ref));
    if (newRefs.length > 0) {
      if (this.#requested.size > MAX_CACHED_TITLES) {
        this.#requested.clear();
        this.#titles.clear();
      }
      // Requests each title once, even if the request fails: a slow or unavailable catalog must
      // not be queried again with every batch.
      const request = this.#fetchTitles(newRefs).catch(() => {});
      newRefs.forEach(ref => this.#requested.set(ref, request));
    }
    await Promise.all(refs.map(ref => this.#requested.get(ref)));
  }

  /** Returns the events with titles, where loaded, instead of plain names. */
  applyTitles(events: Event[]): Event[] {
    return events.map(event => {
      const [ref] = listUntitledRefs(event);
      const title = ref && this.#titles.get(ref);
      return title ? { ...event, entity_label: title } : event;
    });
  }

  async #fetchTitles(entityRefs: string[]): Promise<void> {
    const { items } = await this.catalog.getEntitiesByRefs({
      entityRefs,
      fields: ['metadata.name', 'metadata.title', 'spec.profile.displayName'],
    });
    entityRefs.forEach((ref, index) => {
      const { metadata, spec } = items[index] ?? {};
      const profile = spec?.profile as { displayName?: unknown } | undefined;
      const title = metadata?.title ?? profile?.displayName ?? metadata?.name;
      const label = cleanText(title, MAX_LABEL);
      if (label) {
        this.#titles.set(ref, label);
      }
    });
  }
}

/**
 * Returns a list with the reference of the event's entity if the event labels the entity with its
 * plain name, otherwise an empty list.
 */
function listUntitledRefs({
  entity_id,
  entity_label,
}: Pick<Event, 'entity_id' | 'entity_label'>): string[] {
  const name = toNamedEntity(entity_id)?.entity_label;
  return name !== undefined && name === entity_label?.toLocaleLowerCase('en-US')
    ? [entity_id!]
    : [];
}
