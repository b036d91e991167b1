import { AuthService } from '@backstage/backend-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  EntityFilterQuery,
} from '@backstage/catalog-client';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { get } from 'lodash';
import { LRUCache } from 'lru-cache';

/** How long responses are cached. They expire, because the catalog does not announce changes. */
const TTL_MS = 60_000;
const MAX_CACHED_VALUES = 10_000;

/**
 * The maximum length of the filter in a URL, in bytes before encoding. Encoding can triple the
 * length; servers accept URLs of 16 KiB.
 */
const BYTES_PER_REQUEST = 4_000;

/** The entities that a lookup finds, and the services that it uses. @public */
export interface EntityLookupOptions {
  catalog: CatalogService;
  auth: AuthService;
  /** The path of the field, such as `['metadata', 'annotations', 'github.com/user-login']`. */
  field: readonly string[];
  /** The kinds of entities to search, in lower case. */
  kinds: readonly string[];
}

/**
 * Finds catalog entities by the value of one field, ignoring case. Results may be up to a minute
 * old.
 *
 * @public
 */
export class EntityLookup {
  readonly #cachedRefs = new LRUCache<string, readonly string[]>({
    max: MAX_CACHED_VALUES,
    ttl: TTL_MS,
  });

  constructor(private readonly options: EntityLookupOptions) {}

  /**
   * Finds the entities with each of the given values. The result maps each value, in lower case, to
   * the sorted references of its entities; the list is empty if no entity has the value.
   */
  async find(
    values: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const uniqueValues = [...new Set(values.map(value => value.toLowerCase()))];
    const found = new Map<string, readonly string[]>();
    for (const value of uniqueValues) {
      const refs = this.#cachedRefs.get(value);
      if (refs) {
        found.set(value, refs);
      }
    }
    const missing = uniqueValues.filter(value => !found.has(value));
    for (const batch of this.splitByLength(missing)) {
      const refsByValue = await this.readRefs(batch);
      for (const value of batch) {
        const refs = refsByValue.get(value) ?? [];
        this.#cachedRefs.set(value, refs);
        found.set(value, refs);
      }
    }
    return found;
  }

  /** Lists all entities that have the field, by value as in `find`. Bypasses the cache. */
  async listAll(): Promise<ReadonlyMap<string, readonly string[]>> {
    return this.readRefs(CATALOG_FILTER_EXISTS);
  }

  /** Splits values into batches that fit into the URL of a request. */
  private splitByLength(values: readonly string[]): string[][] {
    const { field, kinds } = this.options;
    const batches: string[][] = [];
    let bytes = Infinity;
    for (const value of values) {
      // The URL repeats the field and its values for each kind.
      const valueBytes =
        kinds.length * Buffer.byteLength(`,${field.join('.')}=${value}`);
      bytes += valueBytes;
      if (bytes > BYTES_PER_REQUEST) {
        batches.push([]);
        bytes = valueBytes;
      }
      batches.at(-1)!.push(value);
    }
    return batches;
  }

  private async readRefs(
    values: string[] | typeof CATALOG_FILTER_EXISTS,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const { catalog, auth, field, kinds } = this.options;
    const filter: EntityFilterQuery = kinds.map(kind => ({
      kind,
      [field.join('.')]: values,
    }));
    const { items } = await catalog.getEntities(
      {
        filter,
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          field.slice(0, 2).join('.'),
        ],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    const refsByValue = new Map<string, string[]>();
    for (const entity of items) {
      const value = readField(entity, field);
      if (value !== undefined) {
        const refs = refsByValue.get(value) ?? [];
        refs.push(stringifyEntityRef(entity));
        refsByValue.set(value, refs);
      }
    }
    refsByValue.forEach(refs => refs.sort());
    return refsByValue;
  }
}

function readField(
  entity: Entity,
  field: readonly string[],
): string | undefined {
  const value: unknown = get(entity, [...field]);
  return typeof value === 'string' ? value.toLowerCase() : undefined;
}
