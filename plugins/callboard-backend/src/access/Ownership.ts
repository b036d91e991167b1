import {
  BackstageCredentials,
  BackstageUserPrincipal,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { LRUCache } from 'lru-cache';
import { Knex } from 'knex';
import { limitEntries } from '../kernel/limitEntries';
import { Clock } from '../kernel/clock';
import { inListSql, insertTogether } from '../database/bulk';

/**
 * Whether a user is a super admin, according to the ownership references of their last request.
 *
 * @param superAdmins - references of users and groups
 */
export async function isKnownSuperAdmin(
  knex: Knex,
  superAdmins: readonly string[],
  user_ref: string,
): Promise<boolean> {
  if (superAdmins.includes(user_ref)) {
    return true;
  }
  const found = await knex('ownership_refs')
    .where({ user_ref })
    .whereIn('owner_ref', [...superAdmins])
    .first('owner_ref');
  return found !== undefined;
}

/** The minimum interval between writes of the time of a user's last request. */
const SEEN_UPDATE_INTERVAL_MS = 5 * 60_000;

interface OwnershipRef {
  user_ref: string;
  owner_ref: string;
}

export class OwnershipStore {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      /** Called in the transaction that deletes ownership references of a user. */
      onLost: (tx: Knex, refs: readonly string[]) => Promise<void>;
    },
  ) {}

  /**
   * Stores the ownership references of a caller, and the time of the request. Writes only
   * references that have changed, and writes the time at most every five minutes.
   */
  async replace(user_ref: string, refs: ReadonlySet<string>): Promise<void> {
    const { knex, clock } = this.deps;
    const now = clock.now();
    const rows = await knex('ownership_refs')
      .where({ user_ref })
      .select('owner_ref', 'seen_at');
    const stored: string[] = rows.map(({ owner_ref }) => owner_ref);
    const ownRow = rows.find(({ owner_ref }) => owner_ref === user_ref);
    const missing = [...refs].filter(ref => !stored.includes(ref));
    await insertTogether(knex, [
      {
        table: 'ownership_refs',
        rows: missing.map(owner_ref => ({ user_ref, owner_ref })),
        // A concurrent request of the same user may have stored them already.
        onConflict: '(user_ref, owner_ref) DO NOTHING',
      },
    ]);
    const seenAt = new Date(ownRow?.seen_at ?? 0).getTime();
    if (seenAt <= now - SEEN_UPDATE_INTERVAL_MS) {
      await knex('ownership_refs')
        .where({ user_ref, owner_ref: user_ref })
        .update({ seen_at: new Date(now) });
    }
    await this.deleteRefs(
      user_ref,
      stored.filter(ref => !refs.has(ref)),
    );
  }

  async deleteRefs(user_ref: string, refs: readonly string[]): Promise<void> {
    if (refs.length === 0) {
      return;
    }
    const { knex, onLost } = this.deps;
    await knex.transaction(async tx => {
      await tx('ownership_refs')
        .where({ user_ref })
        .whereRaw(...inListSql(tx, 'owner_ref', refs, 'text'))
        .delete();
      await onLost(tx, refs);
    });
  }

  /**
   * The stored Groups of those users who have sent no request since `before`. Lists only Groups
   * that own a project or are in `alwaysIncluded`.
   */
  async listGroupRefs(
    user_refs: readonly string[],
    {
      before,
      alwaysIncluded,
    }: { before: number; alwaysIncluded: readonly string[] },
  ): Promise<OwnershipRef[]> {
    const { knex } = this.deps;
    return knex('ownership_refs')
      .select('user_ref', 'owner_ref')
      .whereRaw(...inListSql(knex, 'user_ref', user_refs, 'text'))
      .where('owner_ref', 'like', 'group:%')
      .where(relevant =>
        relevant
          .whereRaw(...inListSql(knex, 'owner_ref', alwaysIncluded, 'text'))
          .orWhereExists(
            knex('project_owners')
              .select(knex.raw('1'))
              .whereRaw('project_owners.owner_ref = ownership_refs.owner_ref'),
          ),
      )
      .whereNotExists(
        knex('ownership_refs as own')
          .select(knex.raw('1'))
          .whereRaw('own.user_ref = ownership_refs.user_ref')
          .whereRaw('own.owner_ref = own.user_ref')
          .where('own.seen_at', '>', new Date(before)),
      )
      .orderBy(['user_ref', 'owner_ref']);
  }
}

const TTL_MS = 60_000;

interface OwnershipLookup {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  failure?: unknown;
}

/**
 * The ownership references of users: the users themselves and their groups. Also stores them in the
 * database, so that Callboard can compute what a user can see without the user's credentials.
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
   * The ownership references of a user, including the user's own reference, in lower case.
   *
   * @throws ServiceUnavailableError if the portal is unavailable and no response is cached
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
