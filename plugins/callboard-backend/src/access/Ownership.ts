import {
  BackstageCredentials,
  BackstageUserPrincipal,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { LRUCache } from 'lru-cache';
import { limitEntries } from '../kernel/limitEntries';
import { OwnershipStore } from './OwnershipStore';

/** How long a user's cached groups are valid. */
const TTL_MS = 60_000;

/** The credentials of a lookup, and the error if it failed. */
interface OwnershipLookup {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  failure?: unknown;
}

/**
 * The ownership references of users: their own and those of their groups. The portal's responses
 * are stored, so that the visibility of resources owned by groups can be computed for users without
 * their credentials.
 */
export class Ownership {
  readonly #cache: LRUCache<string, ReadonlySet<string>, OwnershipLookup>;

  constructor(deps: { userInfo: UserInfoService; store: OwnershipStore }) {
    const { userInfo, store } = deps;
    this.#cache = new LRUCache({
      ...limitEntries(10_000),
      ttl: TTL_MS,
      // A lookup still returns its result if its cache entry is evicted in the meantime.
      ignoreFetchAbort: true,
      // While the portal is unavailable, its last response applies.
      allowStaleOnFetchRejection: true,
      noDeleteOnFetchRejection: true,
      fetchMethod: async (userRef, _stale, { context }) => {
        try {
          const { ownershipEntityRefs } = await userInfo.getUserInfo(
            context.credentials,
          );
          const refs = new Set(
            [userRef, ...ownershipEntityRefs].map(ref => ref.toLowerCase()),
          );
          await store.replace(userRef, refs);
          return refs;
        } catch (error) {
          context.failure = error;
          throw error;
        }
      },
    });
  }

  /**
   * The ownership references of a user, including their own; lower case.
   *
   * @throws ServiceUnavailableError if the portal is unavailable, and no response is cached
   */
  async readRefs(
    userRef: string,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<ReadonlySet<string>> {
    const lookup: OwnershipLookup = { credentials };
    const refs = await this.#cache.fetch(userRef, { context: lookup });
    if (!refs) {
      throw new ServiceUnavailableError(
        'The groups of the signed-in user could not be determined. Sign in again',
        lookup.failure,
      );
    }
    return refs;
  }
}
