import {
  BackstageCredentials,
  BackstageUserPrincipal,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { LRUCache } from 'lru-cache';
import { limitEntries } from '../limitEntries';
import { OwnershipStore } from './OwnershipStore';

/** How long a person's groups are trusted without asking again. */
const TTL_MS = 60_000;

/** Who is asked about, and why there was no answer. */
interface Question {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  failure?: unknown;
}

/**
 * What people own, and so which configured groups they belong to. What the
 * portal says is stored: who else may see something that a group owns is
 * answered from there, without the credentials of those it is about.
 */
export class Ownership {
  readonly #cache: LRUCache<string, ReadonlySet<string>, Question>;

  constructor(deps: { userInfo: UserInfoService; store: OwnershipStore }) {
    const { userInfo, store } = deps;
    this.#cache = new LRUCache({
      ...limitEntries(10_000),
      ttl: TTL_MS,
      // Callers still get their answer when others take its room in the cache meanwhile.
      ignoreFetchAbort: true,
      // While the portal cannot say, what it said last counts.
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
   * The references a person goes by, themselves included; lower case.
   *
   * @throws ServiceUnavailableError when the portal cannot say, and did not lately
   */
  async refsOf(
    userRef: string,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<ReadonlySet<string>> {
    const question: Question = { credentials };
    const refs = await this.#cache.fetch(userRef, { context: question });
    if (!refs) {
      throw new ServiceUnavailableError(
        'The portal cannot say which groups the caller belongs to',
        question.failure,
      );
    }
    return refs;
  }
}
