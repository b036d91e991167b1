import {
  BackstageCredentials,
  BackstageUserPrincipal,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { LRUCache } from 'lru-cache';

/** How long a person's groups are trusted without asking again. */
const TTL_MS = 60_000;

/** What people own, and so which configured groups they belong to. */
export class Ownership {
  readonly #cache: LRUCache<
    string,
    ReadonlySet<string>,
    BackstageCredentials<BackstageUserPrincipal>
  >;

  constructor(userInfo: UserInfoService) {
    this.#cache = new LRUCache({
      max: 10_000,
      ttl: TTL_MS,
      // While the portal cannot say, what it said last counts.
      allowStaleOnFetchRejection: true,
      noDeleteOnFetchRejection: true,
      fetchMethod: async (userRef, _stale, { context }) => {
        const { ownershipEntityRefs } = await userInfo
          .getUserInfo(context)
          .catch(error => {
            throw new ServiceUnavailableError(
              'The portal cannot say which groups the caller belongs to',
              error,
            );
          });
        return new Set(
          [userRef, ...ownershipEntityRefs].map(ref => ref.toLowerCase()),
        );
      },
    });
  }

  /**
   * The references a person goes by, themselves included; lower case.
   *
   * @throws ServiceUnavailableError when the portal cannot say
   */
  async refsOf(
    userRef: string,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<ReadonlySet<string>> {
    return this.#cache.forceFetch(userRef, { context: credentials });
  }
}
