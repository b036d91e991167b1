import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef, UserEntity } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { LRUCache } from 'lru-cache';
import { Knex } from 'knex';
import { uniq } from 'lodash';
import { inListSql } from '../../database/bulk';
import { limitEntries } from '../../kernel/limitEntries';
import { Clock } from '../../kernel/clock';
import { PeopleStore, Person } from './PeopleStore';
import { toStorableLine } from '../../database/text';

/** The stored names of people, by user reference. Unknown users are omitted. */
export async function readPeopleNames(
  knex: Knex,
  user_refs: readonly string[],
): Promise<Map<string, string>> {
  const rows = await knex('people')
    .select('user_ref', 'display_name')
    .whereRaw(...inListSql(knex, 'user_ref', uniq(user_refs), 'text'));
  return new Map(rows.map(row => [row.user_ref, row.display_name]));
}

/**
 * Reads the names of people in one query. Returns a function that returns a person's name: the
 * stored one, or for an unknown user the name in the reference.
 */
export async function readDisplayNames(
  knex: Knex,
  user_refs: readonly string[],
): Promise<(user_ref: string) => string> {
  const names = await readPeopleNames(knex, user_refs);
  return user_ref => names.get(user_ref) ?? parseEntityRef(user_ref).name;
}

const CACHE_MS = 5 * 60_000;

/** The age after which the stored details of a person are compared with the catalog again. */
const STALE_MS = 60 * 60_000;

const REFRESH_BATCH = 500;

/**
 * Names, email addresses and pictures of people: copied from the catalog, so that history stays
 * readable if the catalog deletes a User or is unavailable.
 */
export class PeopleService {
  readonly #cache: LRUCache<string, Person>;
  readonly #listeners: Array<(user_refs: string[]) => Promise<void>> = [];

  constructor(
    private readonly deps: {
      store: PeopleStore;
      catalog: CatalogService;
      auth: AuthService;
      logger: LoggerService;
      clock: Clock;
    },
  ) {
    this.#cache = new LRUCache({
      ...limitEntries(10_000),
      ttl: CACHE_MS,
      // A lookup still returns its result if its cache entry is evicted in the meantime.
      ignoreFetchAbort: true,
      fetchMethod: user_ref => this.load(user_ref),
    });
  }

  onNamesStored(listener: (user_refs: string[]) => Promise<void>): void {
    this.#listeners.push(listener);
  }

  /**
   * Returns a person, and stores them if they are new. Unlike `getMany`, also stores an erased
   * person again: every request begins with this call for its caller.
   *
   * @param user_ref - lower case; the catalog need not have it
   */
  async get(user_ref: string): Promise<Person> {
    return this.#cache.forceFetch(user_ref);
  }

  /**
   * People, whether or not the catalog has them. Those who are not stored yet are looked up in one
   * catalog request. Erased people are neither looked up nor stored.
   *
   * @param user_refs - lower case
   */
  async getMany(user_refs: readonly string[]): Promise<Person[]> {
    const { store } = this.deps;
    const refs = [...new Set(user_refs)];
    const known = await store.findMany(refs);
    const knownRefs = new Set(known.map(({ user_ref }) => user_ref));
    const missing = refs.filter(ref => !knownRefs.has(ref));
    if (missing.length === 0) {
      return known;
    }
    const erased = await store.listEverErasedRefs(missing);
    const added = missing.filter(ref => !erased.has(ref));
    return [
      ...known,
      ...(added.length > 0 ? await this.addPeople(added) : []),
      ...[...erased].map(createUnknownPerson),
    ];
  }

  private async load(user_ref: string): Promise<Person> {
    const [known] = await this.deps.store.findMany([user_ref]);
    return known ?? (await this.addPeople([user_ref]))[0];
  }

  private async addPeople(missing: string[]): Promise<Person[]> {
    const { logger, clock } = this.deps;
    const found = await this.lookUp(missing).catch(error => {
      logger.warn(
        `The catalog look-up of ${missing.length} people failed`,
        error,
      );
      return undefined;
    });
    const foundByRef = new Map(found?.map(person => [person.user_ref, person]));
    const people = missing.map(
      ref => foundByRef.get(ref) ?? createUnknownPerson(ref),
    );
    // People stored without a response of the catalog are stale at once: the next refresh looks
    // them up again.
    await this.savePeople(people, found ? clock.now() : 0);
    return people;
  }

  /**
   * Ensures that people have been looked up in the catalog since an instant. Does not store erased
   * people.
   *
   * @param after - milliseconds since 1970; by default, any earlier lookup counts
   * @throws ServiceUnavailableError if the catalog is unavailable
   */
  async ensureRefreshed(
    user_refs: readonly string[],
    after = 0,
  ): Promise<void> {
    const { store, clock } = this.deps;
    const refreshed = new Set(await store.listRefreshedSince(user_refs, after));
    const outdated = user_refs.filter(ref => !refreshed.has(ref));
    if (outdated.length === 0) {
      return;
    }
    const stored = await this.findStoredRefs(outdated);
    const { found, missing } = await this.refresh(outdated, stored);
    const erased = await store.listEverErasedRefs(
      outdated.filter(ref => !stored.has(ref)),
    );
    const isNew = (user_ref: string) =>
      !stored.has(user_ref) && !erased.has(user_ref);
    const added = [
      ...found.filter(({ user_ref }) => isNew(user_ref)),
      ...missing.filter(isNew).map(createUnknownPerson),
    ];
    await this.savePeople(added, clock.now());
    added.forEach(({ user_ref }) => this.#cache.delete(user_ref));
  }

  /** Stores details of people from a source other than the catalog. */
  async remember(people: Omit<Person, 'is_in_catalog'>[]): Promise<void> {
    // The next refresh looks up whether the catalog has them.
    const remembered = people.map(person => ({
      ...person,
      is_in_catalog: false,
    }));
    await this.savePeople(remembered, 0);
    remembered.forEach(person => this.#cache.set(person.user_ref, person));
  }

  /** Looks up again all people whose last catalog lookup was more than an hour ago. */
  async refreshStale(): Promise<void> {
    const { store, clock } = this.deps;
    const before = clock.now() - STALE_MS;
    for (;;) {
      const refs = await store.listStaleRefs(before, REFRESH_BATCH);
      if (refs.length === 0) {
        return;
      }
      await this.refresh(refs, new Set(refs));
    }
  }

  /** Clears the cache after the table was changed directly. */
  clearCache(): void {
    this.#cache.clear();
  }

  /**
   * Looks up people in the catalog, and updates the people who were stored before the lookup,
   * except people whom an erasure has deleted meanwhile.
   *
   * @throws ServiceUnavailableError if the catalog is unavailable
   */
  private async refresh(
    user_refs: string[],
    stored: ReadonlySet<string>,
  ): Promise<{ found: Person[]; missing: string[] }> {
    const { store, clock } = this.deps;
    const found = await this.lookUp(user_refs);
    const foundRefs = new Set(found.map(({ user_ref }) => user_ref));
    const missing = user_refs.filter(ref => !foundRefs.has(ref));
    const known = found.filter(({ user_ref }) => stored.has(user_ref));
    await store.update(known, clock.now());
    await this.notifyListeners(known);
    await store.markMissing(missing, clock.now());
    user_refs.forEach(ref => this.#cache.delete(ref));
    return { found, missing };
  }

  private async findStoredRefs(user_refs: string[]): Promise<Set<string>> {
    const stored = await this.deps.store.findMany(user_refs);
    return new Set(stored.map(({ user_ref }) => user_ref));
  }

  private async savePeople(people: Person[], now: number): Promise<void> {
    await this.deps.store.upsert(people, now);
    await this.notifyListeners(people);
  }

  private async notifyListeners(people: Person[]): Promise<void> {
    if (people.length === 0) {
      return;
    }
    const user_refs = people.map(({ user_ref }) => user_ref);
    for (const listener of this.#listeners) {
      await listener(user_refs);
    }
  }

  /** @throws ServiceUnavailableError if the catalog is unavailable */
  private async lookUp(user_refs: string[]): Promise<Person[]> {
    const { catalog, auth } = this.deps;
    try {
      const { items } = await catalog.getEntitiesByRefs(
        { entityRefs: user_refs, fields: ['kind', 'metadata', 'spec.profile'] },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      return items.flatMap((entity, index) =>
        entity ? [toPerson(user_refs[index], entity as UserEntity)] : [],
      );
    } catch (error) {
      throw new ServiceUnavailableError(
        'The catalog is not responding. Try again later',
        error,
      );
    }
  }
}

function toPerson(user_ref: string, entity: UserEntity): Person {
  const { displayName, email, picture } = entity.spec?.profile ?? {};
  return {
    user_ref,
    // A single text that the database rejects would make the refresh of all people fail.
    display_name:
      toStorableLine(displayName) ||
      toStorableLine(entity.metadata.title) ||
      createUnknownPerson(user_ref).display_name,
    email: toStorableLine(email) || null,
    picture: toStorableLine(picture) || null,
    is_in_catalog: true,
  };
}

function createUnknownPerson(user_ref: string): Person {
  return {
    user_ref,
    display_name: parseEntityRef(user_ref).name,
    email: null,
    picture: null,
    is_in_catalog: false,
  };
}
