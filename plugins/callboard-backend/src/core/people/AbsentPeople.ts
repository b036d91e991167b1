import { LRUCache } from 'lru-cache';
import { groupBy } from 'lodash';
import { limitEntries } from '../../kernel/limitEntries';
import { Clock } from '../../kernel/clock';
import { GroupMembers } from './GroupMembers';
import { PeopleService } from './PeopleService';
import { OwnershipStore } from '../../access/Ownership';

/** The minimum interval between checks of the same user. */
const CHECK_INTERVAL_MS = 60_000;

/** How long the catalog's response about a user is valid. */
const CATALOG_RESPONSE_TTL_MS = 5 * 60_000;

/** How long the ownership references from a user's last request are trusted. */
const OWNERSHIP_TTL_MS = 15 * 60_000;

/**
 * Refreshes the stored data of users who are notified without making a request. Their ownership
 * references come from their last request, so a user who has since left a Group or the catalog
 * would still have the access of that time.
 */
export class AbsentPeople {
  /** Whether users are in the catalog, by reference. */
  readonly #isInCatalog: LRUCache<string, boolean>;

  constructor(
    private readonly deps: {
      clock: Clock;
      people: Pick<PeopleService, 'ensureRefreshed' | 'getMany'>;
      groups: Pick<GroupMembers, 'listMembers'>;
      store: OwnershipStore;
      /** References of users and Groups. */
      superAdmins: readonly string[];
      ttlMs?: number;
    },
  ) {
    this.#isInCatalog = new LRUCache({
      ...limitEntries(10_000),
      ttl: deps.ttlMs ?? CHECK_INTERVAL_MS,
    });
  }

  /**
   * Returns the given users who are in the catalog. If a user has made no request recently, also
   * deletes their stored references to access-granting Groups that they have left.
   *
   * @throws ServiceUnavailableError if the catalog is unavailable
   */
  async filterKnownUsers(
    user_refs: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const isInCatalog = new Map(
      user_refs.map(ref => [ref, this.#isInCatalog.get(ref)]),
    );
    const uncheckedRefs = user_refs.filter(
      ref => isInCatalog.get(ref) === undefined,
    );
    if (uncheckedRefs.length > 0) {
      const { people, clock } = this.deps;
      await people.ensureRefreshed(
        uncheckedRefs,
        clock.now() - CATALOG_RESPONSE_TTL_MS,
      );
      await this.removeLostGroups(uncheckedRefs);
      for (const { user_ref, is_in_catalog } of await people.getMany(
        uncheckedRefs,
      )) {
        isInCatalog.set(user_ref, is_in_catalog);
        this.#isInCatalog.set(user_ref, is_in_catalog);
      }
    }
    return new Set(user_refs.filter(ref => isInCatalog.get(ref)));
  }

  private async removeLostGroups(user_refs: readonly string[]): Promise<void> {
    const { store, groups, clock, superAdmins } = this.deps;
    const storedGroups = await store.listGroupRefs(user_refs, {
      before: clock.now() - OWNERSHIP_TTL_MS,
      alwaysIncluded: superAdmins,
    });
    const lost: typeof storedGroups = [];
    for (const [group, groupRefs] of Object.entries(
      groupBy(storedGroups, 'owner_ref'),
    )) {
      const members = await groups.listMembers(group);
      lost.push(...groupRefs.filter(({ user_ref }) => !members.has(user_ref)));
    }
    for (const [user_ref, userRefs] of Object.entries(
      groupBy(lost, 'user_ref'),
    )) {
      await store.deleteRefs(
        user_ref,
        userRefs.map(({ owner_ref }) => owner_ref),
      );
    }
  }
}
