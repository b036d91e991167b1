import {
  BackstageCredentials,
  BackstageUserPrincipal,
  UserInfoService,
} from '@backstage/backend-plugin-api';
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
      fetchMethod: async (userRef, _stale, { context }) => {
        const { ownershipEntityRefs } = await userInfo.getUserInfo(context);
        return new Set(
          [userRef, ...ownershipEntityRefs].map(ref => ref.toLowerCase()),
        );
      },
    });
  }

  /** The references a person goes by, themselves included; lower case. */
  async refsOf(
    userRef: string,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<ReadonlySet<string>> {
    return this.#cache.forceFetch(userRef, { context: credentials });
  }
}
