import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { LRUCache } from 'lru-cache';

/** Some hundred bytes each. */
export const MAX_NAMES = 50_000;

/** Per location; callers only need to know whether it has exactly one. */
const MAX_OF_LOCATION = 2;

/** The reference of an entity, and its title if it has one. */
export interface EntityName {
  ref: string;
  title?: string;
}

/** A location that the catalog reads entities from. */
interface Place {
  id: string;
  type: string;
  target: string;
}

/**
 * The names of the catalog's entities and locations by their ids. They are cached, because the
 * catalog no longer has them after a deletion.
 */
export class EntityNames {
  readonly #names = new LRUCache<string, EntityName>({ max: MAX_NAMES });
  readonly #refs = new LRUCache<string, true>({ max: MAX_NAMES });
  readonly #places = new LRUCache<string, Place>({ max: MAX_NAMES });
  readonly #ofPlaces = new LRUCache<string, Map<string, EntityName>>({
    max: MAX_NAMES,
  });

  /** An entity, by its uid. */
  get(uid: string): EntityName | undefined {
    return this.#names.get(uid);
  }

  /** Whether an entity is known, by its reference. */
  has(ref: string): boolean {
    return this.#refs.has(ref);
  }

  /** The target of a location, and its entity if it has exactly one. */
  place(id: string): { target: string; entity?: EntityName } | undefined {
    const place = this.#places.get(id);
    const entities = place && this.#ofPlaces.get(refOf(place));
    return (
      place && {
        target: place.target,
        entity: entities?.size === 1 ? [...entities.values()][0] : undefined,
      }
    );
  }

  /** Remembers entities. */
  add(entities: readonly Entity[]): void {
    for (const entity of entities) {
      const { uid, title, annotations } = entity.metadata;
      if (uid) {
        const name = { ref: stringifyEntityRef(entity), title };
        this.#names.set(uid, name);
        this.#refs.set(name.ref, true);
        const origin = annotations?.['backstage.io/managed-by-origin-location'];
        if (origin && entity.kind !== 'Location') {
          this.addToPlace(origin, name);
        }
      }
    }
  }

  /** Remembers locations. */
  addPlaces(places: readonly Place[]): void {
    places.forEach(place => this.#places.set(place.id, place));
  }

  private addToPlace(origin: string, name: EntityName): void {
    const entities = this.#ofPlaces.get(origin) ?? new Map();
    if (entities.size < MAX_OF_LOCATION) {
      this.#ofPlaces.set(origin, entities.set(name.ref, name));
    }
  }
}

function refOf({ type, target }: Place): string {
  return `${type}:${target}`;
}
