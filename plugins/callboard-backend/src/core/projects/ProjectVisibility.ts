import {
  DEFAULT_WORKSPACE,
  ProjectAccess,
  roleRanks,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy, uniq } from 'lodash';
import { CallboardConfig } from '../../config';
import { isOneOf } from '../../database/bulk';
import { wasGivenByHand } from '../members/wasGivenByHand';
import { isAwaySql } from './isAwaySql';
import { rolesFrom, seesProject } from './ProjectRoles';

/** Tells whether somebody sees a project, by their reference. */
export type SeenBy = (user_ref: string) => boolean;

interface Project {
  id: string;
  workspace_id: string;
  slug: string;
  access: ProjectAccess;
}

/** What is known of everybody in a workspace or a project. */
interface Members {
  ranks: ReadonlyMap<string, number>;
  /** Who was a member and is none, because somebody took that back. */
  removed: ReadonlySet<string>;
}

const nobody: ReadonlySet<string> = new Set();
const noMembers: Members = { ranks: new Map(), removed: nobody };

/**
 * Who sees projects, when it is not known yet about whom it will be asked: the same
 * answer as `ProjectAudience` gives. A few queries read all members and owners.
 */
export class ProjectVisibility {
  constructor(
    private readonly deps: {
      knex: Knex;
      config: Pick<CallboardConfig, 'superAdmins' | 'workspaces'>;
    },
  ) {}

  /** Who sees each of some projects, by its id. Nobody sees deleted ones. */
  async of(ids: readonly string[]): Promise<ReadonlyMap<string, SeenBy>> {
    const projects = await this.projects(ids);
    const workspaces = uniq(projects.map(({ workspace_id }) => workspace_id));
    const found = projects.map(({ id }) => id);
    const members = await this.members([...workspaces, ...found]);
    const owners = await this.owners(found);
    const superAdmins = await this.superAdmins();
    return new Map(
      projects.map(project => {
        const { ranks, removed } =
          members.get(project.workspace_id) ?? noMembers;
        const own = members.get(project.id) ?? noMembers;
        const welcome = this.welcomeRank(project);
        const seenBy = (user_ref: string) =>
          seesProject(
            rolesFrom({
              workspace_rank: ranks.get(user_ref) ?? null,
              welcome_rank: removed.has(user_ref) ? null : welcome,
              project_rank: own.ranks.get(user_ref) ?? null,
              is_owner: (owners.get(project.id) ?? nobody).has(user_ref),
              is_super_admin: superAdmins.has(user_ref),
            }),
            project,
          );
        return [project.id, seenBy];
      }),
    );
  }

  private async projects(ids: readonly string[]): Promise<Project[]> {
    const { knex } = this.deps;
    return knex('projects')
      .join('workspaces', 'workspaces.id', 'projects.workspace_id')
      .whereRaw(...isOneOf(knex, 'projects.id', ids))
      .whereNull('projects.deleted_at')
      .whereNull('workspaces.deleted_at')
      .select(
        'projects.id',
        'projects.workspace_id',
        'projects.access',
        'workspaces.slug',
      );
  }

  private welcomeRank({ slug }: Project): number | null {
    const { autoJoin } = this.deps.config.workspaces.default;
    return slug === DEFAULT_WORKSPACE && autoJoin !== 'none'
      ? roleRanks[autoJoin]
      : null;
  }

  private async members(
    scopes: readonly string[],
  ): Promise<ReadonlyMap<string, Members>> {
    const { knex } = this.deps;
    const rows: any[] = await knex('memberships')
      .whereRaw(...isOneOf(knex, 'memberships.scope_id', scopes))
      .where(either =>
        either
          .whereNull('memberships.deleted_at')
          .orWhere(wasGivenByHand('memberships')),
      )
      .select('scope_id', 'user_ref', 'rank', 'deleted_at');
    return new Map(
      Object.entries(groupBy(rows, 'scope_id')).map(([scope, all]) => {
        const live = all.filter(({ deleted_at }) => deleted_at === null);
        const ended = all.filter(({ deleted_at }) => deleted_at !== null);
        return [
          scope,
          {
            ranks: new Map(live.map(({ user_ref, rank }) => [user_ref, rank])),
            removed: new Set(ended.map(({ user_ref }) => user_ref)),
          },
        ];
      }),
    );
  }

  /** Who owns the entity of each project, alone or through a Group. */
  private async owners(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const { knex } = this.deps;
    const owner = knex.raw(
      'coalesce(ownership_refs.user_ref, project_owners.owner_ref)',
    );
    const rows: any[] = await knex('project_owners')
      .join('projects', 'projects.id', 'project_owners.project_id')
      .leftJoin(
        'ownership_refs',
        'ownership_refs.owner_ref',
        'project_owners.owner_ref',
      )
      .whereRaw(...isOneOf(knex, 'projects.id', ids))
      .whereRaw(`NOT ${isAwaySql(owner.toString())}`)
      .select('projects.id', { user_ref: owner });
    return new Map(
      Object.entries(groupBy(rows, 'id')).map(([id, all]) => [
        id,
        new Set(all.map(({ user_ref }) => user_ref)),
      ]),
    );
  }

  private async superAdmins(): Promise<ReadonlySet<string>> {
    const { knex, config } = this.deps;
    const groups = await knex('ownership_refs')
      .whereIn('owner_ref', config.superAdmins)
      .pluck('user_ref');
    return new Set([...config.superAdmins, ...groups]);
  }
}
