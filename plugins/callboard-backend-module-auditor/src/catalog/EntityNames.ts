import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { LRUCache } from 'lru-cache';

/** The maximum number of cached names; each takes a few hundred bytes. */
export const MAX_NAMES = 50_000;

/** Callers only need to know whether a location has exactly one entity. */
const MAX_ENTITIES_PER_LOCATION = 2;

/** The reference of an entity, and its title if it has one. */
interface EntityName {
  ref: string;
  title?: string;
}

/** A location from which the catalog reads entities. */
interface CatalogLocation {
  id: string;
  type: string;
  target: string;
}

/**
 * Caches the names of the catalog's entities and locations by id. The catalog itself does not have
 * the name of a deleted entity or location any more.
 */
export class EntityNames {
  readonly #names = new LRUCache<string, EntityName>({ max: MAX_NAMES });
  readonly #refs = new LRUCache<string, true>({ max: MAX_NAMES });
  readonly #locations = new LRUCache<string, CatalogLocation>({
    max: MAX_NAMES,
  });
  readonly #entitiesByLocation = new LRUCache<string, Map<string, EntityName>>({
    max: MAX_NAMES,
  });

  get(uid: string): EntityName | undefined {
    return this.#names.get(uid);
  }

  /** Whether the name of the entity with this reference is cached. */
  has(ref: string): boolean {
    return this.#refs.has(ref);
  }

  /** The target of a location, and its entity if it has exactly one. */
  findLocation(
    id: string,
  ): { target: string; entity?: EntityName } | undefined {
    const location = this.#locations.get(id);
    const entities =
      location && this.#entitiesByLocation.get(formatLocationRef(location));
    return (
      location && {
        target: location.target,
        entity: entities?.size === 1 ? [...entities.values()][0] : undefined,
      }
    );
  }

  add(entities: readonly Entity[]): void {
    for (const entity of entities) {
      const { uid, title, annotations } = entity.metadata;
      if (uid) {
        const name = { ref: stringifyEntityRef(entity), title };
        this.#names.set(uid, name);
        this.#refs.set(name.ref, true);
        const origin = annotations?.['backstage.io/managed-by-origin-location'];
        if (origin && entity.kind !== 'Location') {
          this.addToLocation(origin, name);
        }
      }
    }
  }

  addLocations(locations: readonly CatalogLocation[]): void {
    locations.forEach(location => this.#locations.set(location.id, location));
  }

  private addToLocation(origin: string, name: EntityName): void {
    const entities = this.#entitiesByLocation.get(origin) ?? new Map();
    if (entities.size < MAX_ENTITIES_PER_LOCATION) {
      this.#entitiesByLocation.set(origin, entities.set(name.ref, name));
    }
  }
}

function formatLocationRef({ type, target }: CatalogLocation): string {
  return `${type}:${target}`;
}
