import { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { wasAddedManually } from '../members/wasAddedManually';
import { AWAY, isAwaySql } from '../../access/visibility/isAwaySql';

const TTL_MS = 10_000;

/** The maximum number of people in memory, across all workspaces; this takes about 20 MB. */
const MAX_PEOPLE = 200_000;

/** The roles and statuses of users in a workspace, by User reference. */
export interface PeopleOfWorkspace {
  /** The ranks of the members' roles. */
  ranks: ReadonlyMap<string, number>;
  /** Users who were removed from the workspace. */
  removed: ReadonlySet<string>;
  /** Users who are suspended or have resigned, and so do not count as owners here. */
  away: ReadonlySet<string>;
}

/**
 * Caches the people of workspaces for ten seconds. A search needs the same workspaces for each of
 * its pages, and they can have very many people.
 */
export class WorkspacePeople {
  readonly #cache: LRUCache<string, PeopleOfWorkspace>;

  constructor(private readonly knex: Knex) {
    this.#cache = new LRUCache({
      maxSize: MAX_PEOPLE,
      sizeCalculation: ({ ranks, removed, away }) =>
        1 + ranks.size + removed.size + away.size,
      ttl: TTL_MS,
      // Callers still get their result if it is too large for the cache.
      ignoreFetchAbort: true,
      fetchMethod: id => this.read(id),
    });
  }

  /** The people of some workspaces, by the id of the workspace. */
  async listPeople(
    workspace_ids: readonly string[],
  ): Promise<ReadonlyMap<string, PeopleOfWorkspace>> {
    const people = await Promise.all(
      workspace_ids.map(id => this.#cache.forceFetch(id)),
    );
    return new Map(workspace_ids.map((id, at) => [id, people[at]]));
  }

  private async read(workspace_id: string): Promise<PeopleOfWorkspace> {
    const { knex } = this;
    const members: any[] = await knex('memberships')
      .where('memberships.scope_id', workspace_id)
      .where(either =>
        either
          .whereNull('memberships.deleted_at')
          .orWhere(wasAddedManually('memberships')),
      )
      .select('user_ref', 'rank', 'deleted_at');
    const live = members.filter(({ deleted_at }) => deleted_at === null);
    const ended = members.filter(({ deleted_at }) => deleted_at !== null);
    const away: string[] = await knex('staff')
      .where('staff.workspace_id', workspace_id)
      .whereIn('staff.employment_status', [...AWAY])
      .whereRaw(isAwaySql('staff.user_ref', 'staff.workspace_id'))
      .pluck('staff.user_ref');
    return {
      ranks: new Map(live.map(({ user_ref, rank }) => [user_ref, rank])),
      removed: new Set(ended.map(({ user_ref }) => user_ref)),
      away: new Set(away),
    };
  }
}
