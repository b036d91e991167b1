import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EntityNames, MAX_NAMES } from './EntityNames';
import { ResourceToResolve } from './findResourceToResolve';

const MAX_HINTS = 1_000;
const LOOKUP_BATCH = 100;
/** The number of concurrent location lookups; each is a request. */
const MAX_CONCURRENT_LOCATION_LOOKUPS = 10;
const PAGE_SIZE = 500;

const FIELDS = [
  'kind',
  'metadata.uid',
  'metadata.namespace',
  'metadata.name',
  'metadata.title',
  'metadata.annotations',
];

/** Reads the names of the catalog's entities and locations. */
export class EntityReader {
  readonly #hints = {
    uid: new Set<string>(),
    ref: new Set<string>(),
    location: new Set<string>(),
  };
  #lookups: Promise<void> | undefined;

  constructor(
    private readonly deps: {
      catalog: CatalogService;
      auth: AuthService;
      logger: LoggerService;
      names: EntityNames;
    },
  ) {}

  /** Looks up an unknown resource soon. Never waits, never throws. */
  scheduleLookup(hint: ResourceToResolve): void {
    const { names } = this.deps;
    if ('uid' in hint && !names.get(hint.uid)) {
      add(this.#hints.uid, hint.uid);
    } else if ('ref' in hint && !names.has(hint.ref)) {
      add(this.#hints.ref, hint.ref);
    } else if ('location' in hint && !names.findLocation(hint.location)) {
      add(this.#hints.location, hint.location);
    }
    if (this.hasHints()) {
      this.#lookups ??= this.followAll().finally(() => {
        this.#lookups = undefined;
      });
    }
  }

  /** Waits until all lookups are done. Never fails. */
  async waitForLookups(): Promise<void> {
    await this.#lookups;
  }

  /** Reads all entities, up to the size of the cache. */
  async readAll(signal?: AbortSignal): Promise<void> {
    const { catalog, names } = this.deps;
    let cursor: string | undefined;
    let read = 0;
    do {
      const { items, pageInfo } = await catalog.queryEntities(
        { ...(cursor && { cursor }), limit: PAGE_SIZE, fields: FIELDS },
        await this.getOwnCredentials(),
      );
      names.add(items);
      read += items.length;
      cursor = pageInfo.nextCursor;
    } while (cursor && read < MAX_NAMES && !signal?.aborted);
    const locations = await catalog.getLocations(
      {},
      await this.getOwnCredentials(),
    );
    names.addLocations(locations.items);
  }

  private hasHints(): boolean {
    return Object.values(this.#hints).some(({ size }) => size > 0);
  }

  private async followAll(): Promise<void> {
    const { uid, ref, location } = this.#hints;
    while (this.hasHints()) {
      await Promise.all([
        this.lookUpUids(take(uid, LOOKUP_BATCH)),
        this.lookUpRefs(take(ref, LOOKUP_BATCH)),
        ...take(location, MAX_CONCURRENT_LOCATION_LOOKUPS).map(id =>
          this.lookUpLocation(id),
        ),
      ]).catch(error =>
        this.deps.logger.debug(
          'Failed to look up entities in the catalog',
          error,
        ),
      );
    }
  }

  private async lookUpUids(uids: string[]): Promise<void> {
    if (uids.length > 0) {
      const { items } = await this.deps.catalog.getEntities(
        { filter: { 'metadata.uid': uids }, fields: FIELDS },
        await this.getOwnCredentials(),
      );
      this.deps.names.add(items);
    }
  }

  private async lookUpRefs(refs: string[]): Promise<void> {
    if (refs.length > 0) {
      const { items } = await this.deps.catalog.getEntitiesByRefs(
        { entityRefs: refs, fields: FIELDS },
        await this.getOwnCredentials(),
      );
      this.deps.names.add(items.filter(item => item !== undefined));
    }
  }

  private async lookUpLocation(id: string): Promise<void> {
    const location = await this.deps.catalog.getLocationById(
      id,
      await this.getOwnCredentials(),
    );
    this.deps.names.addLocations(location ? [location] : []);
  }

  private async getOwnCredentials() {
    return { credentials: await this.deps.auth.getOwnServiceCredentials() };
  }
}

function add(hints: Set<string>, hint: string): void {
  if (hints.size < MAX_HINTS) {
    hints.add(hint);
  }
}

function take(hints: Set<string>, limit: number): string[] {
  const taken = [...hints].slice(0, limit);
  taken.forEach(hint => hints.delete(hint));
  return taken;
}
