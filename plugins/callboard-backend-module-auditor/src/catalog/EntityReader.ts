import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EntityNames, MAX_NAMES } from './EntityNames';
import { ResourceToResolve } from './findUnnamedResource';

const MAX_PENDING_LOOKUPS = 1_000;
/** The number of entities looked up by one request. */
const LOOKUP_BATCH = 100;

/** The number of locations looked up concurrently; each takes a request. */
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
  readonly #pending = {
    uid: new Set<string>(),
    ref: new Set<string>(),
    location: new Set<string>(),
  };
  #running: Promise<void> | undefined;

  constructor(
    private readonly deps: {
      catalog: CatalogService;
      auth: AuthService;
      logger: LoggerService;
      names: EntityNames;
    },
  ) {}

  /**
   * Looks up a resource in the background, unless it is known or too many lookups are pending.
   * Never waits and never throws.
   */
  scheduleLookup(resource: ResourceToResolve): void {
    const { names } = this.deps;
    if ('uid' in resource && !names.get(resource.uid)) {
      addPending(this.#pending.uid, resource.uid);
    } else if ('ref' in resource && !names.has(resource.ref)) {
      addPending(this.#pending.ref, resource.ref);
    } else if (
      'location' in resource &&
      !names.findLocation(resource.location)
    ) {
      addPending(this.#pending.location, resource.location);
    }
    if (this.hasPending()) {
      this.#running ??= this.runLookups().finally(() => {
        this.#running = undefined;
      });
    }
  }

  /** Waits until all lookups are done. Never fails. */
  async waitForLookups(): Promise<void> {
    await this.#running;
  }

  /** Reads the names of all entities, up to the size of the cache, and of all locations. */
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

  private hasPending(): boolean {
    return Object.values(this.#pending).some(({ size }) => size > 0);
  }

  private async runLookups(): Promise<void> {
    const { uid, ref, location } = this.#pending;
    while (this.hasPending()) {
      await Promise.all([
        this.lookUpUids(takePending(uid, LOOKUP_BATCH)),
        this.lookUpRefs(takePending(ref, LOOKUP_BATCH)),
        ...takePending(location, MAX_CONCURRENT_LOCATION_LOOKUPS).map(id =>
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

function addPending(pending: Set<string>, key: string): void {
  if (pending.size < MAX_PENDING_LOOKUPS) {
    pending.add(key);
  }
}

function takePending(pending: Set<string>, limit: number): string[] {
  const taken = [...pending].slice(0, limit);
  taken.forEach(key => pending.delete(key));
  return taken;
}
