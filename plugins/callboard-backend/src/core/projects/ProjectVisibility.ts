import {
  DEFAULT_WORKSPACE,
  ProjectAccess,
  roleRanks,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy, uniq } from 'lodash';
import { LRUCache } from 'lru-cache';
import { Caller } from '../../access/Caller';
import {
  INACTIVE_STATUSES,
  isInactiveSql,
  deriveRoles,
  canSeeProject,
} from '../../access/visibility/whereProjectVisible';
import { CallboardConfig } from '../../kernel/config';
import { inListSql } from '../../database/bulk';
import { whereEverAddedManually } from '../members/MemberStore';

const TTL_MS = 10_000;

/** The maximum number of people in memory, across all workspaces; this takes about 20 MB. */
const MAX_PEOPLE = 200_000;

/** The data from which the roles of the users of a workspace are derived, by User reference. */
interface WorkspacePeople {
  ranks: ReadonlyMap<string, number>;
  /**
   * Users with a deleted membership that was once added manually: they do not join the default
   * workspace again.
   */
  removed: ReadonlySet<string>;
  /** Users who are suspended or have resigned, and so do not count as owners here. */
  inactive: ReadonlySet<string>;
}

/**
 * Caches the people of workspaces for ten seconds. A search needs the same workspaces for each of
 * its pages, and workspaces can have many people.
 */
export class WorkspacePeopleCache {
  readonly #cache: LRUCache<string, WorkspacePeople>;

  constructor(private readonly knex: Knex) {
    this.#cache = new LRUCache({
      maxSize: MAX_PEOPLE,
      sizeCalculation: ({ ranks, removed, inactive }) =>
        1 + ranks.size + removed.size + inactive.size,
      ttl: TTL_MS,
      // Callers still get their result if it is too large for the cache.
      ignoreFetchAbort: true,
      fetchMethod: id => this.read(id),
    });
  }

  async listPeople(
    workspace_ids: readonly string[],
  ): Promise<ReadonlyMap<string, WorkspacePeople>> {
    const people = await Promise.all(
      workspace_ids.map(id => this.#cache.forceFetch(id)),
    );
    return new Map(workspace_ids.map((id, index) => [id, people[index]]));
  }

  private async read(workspace_id: string): Promise<WorkspacePeople> {
    const { knex } = this;
    const members: any[] = await knex('memberships')
      .where('memberships.scope_id', workspace_id)
      .where(either =>
        either
          .whereNull('memberships.deleted_at')
          .orWhere(whereEverAddedManually('memberships')),
      )
      .select('user_ref', 'rank', 'deleted_at');
    const live = members.filter(({ deleted_at }) => deleted_at === null);
    const deleted = members.filter(({ deleted_at }) => deleted_at !== null);
    const inactive: string[] = await knex('staff')
      .where('staff.workspace_id', workspace_id)
      .whereIn('staff.employment_status', [...INACTIVE_STATUSES])
      .whereRaw(isInactiveSql('staff.user_ref', 'staff.workspace_id'))
      .pluck('staff.user_ref');
    return {
      ranks: new Map(live.map(({ user_ref, rank }) => [user_ref, rank])),
      removed: new Set(deleted.map(({ user_ref }) => user_ref)),
      inactive: new Set(inactive),
    };
  }
}

export type VisibilityCheck = (
  person: Pick<Caller, 'user_ref' | 'refs'>,
) => boolean;

interface Project {
  id: string;
  workspace_id: string;
  slug: string;
  access: ProjectAccess;
}

/** The members of a secret project with their ranks, and the owners of its entity. */
interface MembersAndOwners {
  ranks: ReadonlyMap<string, number>;
  owner_refs: readonly string[];
}

const noMembersOrOwners: MembersAndOwners = {
  ranks: new Map(),
  owner_refs: [],
};

/**
 * Loads the data that determines who sees projects, before the users to check are known. A check
 * gives the same result as a request of that user. Checked users are signed in, so they can
 * get the role of the default workspace even if the catalog does not contain them; see
 * `DefaultMemberships`.
 */
export class ProjectVisibility {
  constructor(
    private readonly deps: {
      knex: Knex;
      config: Pick<CallboardConfig, 'superAdmins' | 'workspaces'>;
      people: WorkspacePeopleCache;
    },
  ) {}

  /**
   * Returns, by project id, functions that check whether a user sees the project. Deleted projects
   * are omitted.
   */
  async loadVisibilityChecks(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, VisibilityCheck>> {
    const projects = await this.readProjects(ids);
    const people = await this.deps.people.listPeople(
      uniq(projects.map(({ workspace_id }) => workspace_id)),
    );
    const membersAndOwners = await this.readMembersAndOwners(
      projects.filter(({ access }) => access === 'secret').map(({ id }) => id),
    );
    return new Map(
      projects.map(project => {
        const { id, workspace_id } = project;
        const projectMembersAndOwners =
          membersAndOwners.get(id) ?? noMembersOrOwners;
        return [
          id,
          this.buildVisibilityCheck(
            project,
            people.get(workspace_id)!,
            projectMembersAndOwners,
          ),
        ];
      }),
    );
  }

  private buildVisibilityCheck(
    project: Project,
    people: WorkspacePeople,
    { ranks, owner_refs }: MembersAndOwners,
  ): VisibilityCheck {
    const defaultRank = this.getDefaultRank(project);
    const { superAdmins } = this.deps.config;
    return ({ user_ref, refs }) =>
      canSeeProject(
        deriveRoles({
          workspace_rank: people.ranks.get(user_ref) ?? null,
          default_rank: people.removed.has(user_ref) ? null : defaultRank,
          project_rank: ranks.get(user_ref) ?? null,
          is_owner:
            !people.inactive.has(user_ref) &&
            owner_refs.some(ref => refs.has(ref)),
          is_super_admin: superAdmins.some(ref => refs.has(ref)),
        }),
        project,
      );
  }

  private async readProjects(ids: readonly string[]): Promise<Project[]> {
    const { knex } = this.deps;
    return knex('projects')
      .join('workspaces', 'workspaces.id', 'projects.workspace_id')
      .whereRaw(...inListSql(knex, 'projects.id', ids))
      .whereNull('projects.deleted_at')
      .whereNull('workspaces.deleted_at')
      .select(
        'projects.id',
        'projects.workspace_id',
        'projects.access',
        'workspaces.slug',
      );
  }

  private getDefaultRank({ slug }: Project): number | null {
    const { autoJoin } = this.deps.config.workspaces.default;
    return slug === DEFAULT_WORKSPACE && autoJoin !== 'none'
      ? roleRanks[autoJoin]
      : null;
  }

  private async readMembersAndOwners(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, MembersAndOwners>> {
    const { knex } = this.deps;
    if (ids.length === 0) {
      return new Map();
    }
    const members: any[] = await knex('memberships')
      .whereRaw(...inListSql(knex, 'scope_id', ids))
      .whereNull('deleted_at')
      .select('scope_id', 'user_ref', 'rank');
    const owners: any[] = await knex('project_owners')
      .whereRaw(...inListSql(knex, 'project_id', ids))
      .select('project_id', 'owner_ref');
    const membersByProject = groupBy(members, 'scope_id');
    const ownersByProject = groupBy(owners, 'project_id');
    return new Map(
      ids.map(id => [
        id,
        {
          ranks: new Map(
            (membersByProject[id] ?? []).map(({ user_ref, rank }) => [
              user_ref,
              rank,
            ]),
          ),
          owner_refs: (ownersByProject[id] ?? []).map(
            ({ owner_ref }) => owner_ref,
          ),
        },
      ]),
    );
  }
}
