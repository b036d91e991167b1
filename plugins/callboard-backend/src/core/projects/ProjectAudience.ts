import {
  DEFAULT_WORKSPACE,
  ProjectAccess,
  roleRanks,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { CallboardConfig } from '../../kernel/config';
import { inListSql, buildValuesTable } from '../../database/bulk';
import { uuidSql } from '../../database/dialect';
import { lookUpMany } from '../../kernel/yielding';
import { whereEverAddedManually } from '../members/MemberStore';
import {
  existsSql,
  selectMembership,
  selectOwnership,
  noRoles,
  ProjectRoles,
  deriveRoles,
  canSeeProject,
} from '../../access/visibility/whereProjectVisible';
import { ProjectRow } from '../../access/Caller';

/** The users who see a project: the inverse of `whereProjectVisible`, with the same rule. */
export class ProjectAudience {
  constructor(
    private readonly config: Pick<
      CallboardConfig,
      'superAdmins' | 'workspaces'
    >,
  ) {}

  async filterProjectViewers(
    knex: Knex,
    project: Pick<ProjectRow, 'id' | 'access'>,
    user_refs: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const { roles } = await this.readRolesAndAccess(
      knex,
      project.id,
      user_refs,
    );
    return new Set(
      user_refs.filter(ref =>
        canSeeProject(roles.get(ref) ?? noRoles, project),
      ),
    );
  }

  /**
   * Reads the roles of users in a project and its workspace, and the access of the project, with
   * one query. Users in the catalog whom the default workspace would admit at their first request
   * count as members of that workspace.
   */
  async readRolesAndAccess(
    knex: Knex,
    project_id: string,
    user_refs: readonly string[],
  ): Promise<{
    roles: ReadonlyMap<string, ProjectRoles>;
    /** Undefined if no users are passed, or if the project does not exist. */
    access?: ProjectAccess;
  }> {
    if (user_refs.length === 0) {
      return { roles: new Map() };
    }
    const rows: any[] = await this.selectProjectRoles(
      knex,
      buildUsersTable(knex, user_refs),
    ).where('projects.id', project_id);
    return {
      roles: new Map(rows.map(row => [row.user_ref, this.toRoles(row)])),
      access: rows[0]?.access,
    };
  }

  /** The roles of a user in several projects, by project id, read with one query. */
  async listRoles(
    knex: Knex,
    user_ref: string,
    project_ids: readonly string[],
  ): Promise<ReadonlyMap<string, ProjectRoles>> {
    if (project_ids.length === 0) {
      return new Map();
    }
    const rows: any[] = await this.selectProjectRoles(
      knex,
      buildUsersTable(knex, [user_ref]),
    ).whereRaw(...inListSql(knex, 'projects.id', project_ids));
    return new Map(rows.map(row => [row.project_id, this.toRoles(row)]));
  }

  /**
   * Reads the roles of users in projects of a workspace.
   *
   * @returns a function that looks up the roles of a user in a project
   */
  async readPairRoles(
    knex: Knex,
    workspace_id: string,
    pairs: ReadonlyArray<{ user_ref: string; project_id: string }>,
  ): Promise<(user_ref: string, project_id: string) => ProjectRoles> {
    const getPairKey = (user_ref: string, project_id: string) =>
      `${project_id} ${user_ref}`;
    const rows = await lookUpMany(pairs, async (pairChunk): Promise<any[]> => {
      const requestedTable = buildValuesTable(knex, 'requested', pairChunk, [
        'user_ref',
        'project_id',
      ]);
      return this.selectProjectRoles(knex, requestedTable)
        .where('workspaces.id', workspace_id)
        .whereRaw(`projects.id = ${uuidSql(knex, 'requested.project_id')}`);
    });
    const roles = new Map(
      rows.map(row => [
        getPairKey(row.user_ref, row.project_id),
        this.toRoles(row),
      ]),
    );
    return (user_ref, project_id) =>
      roles.get(getPairKey(user_ref, project_id)) ?? noRoles;
  }

  /** Selects the roles that the users in a table `requested` have in projects. */
  private selectProjectRoles(
    knex: Knex,
    requestedTable: Knex.Raw,
  ): Knex.QueryBuilder {
    const user = knex.raw('requested.user_ref');
    return this.selectWorkspaceRoles(knex, requestedTable)
      .join('projects', 'projects.workspace_id', 'workspaces.id')
      .select(
        'projects.id as project_id',
        'projects.access',
        knex.raw('? AS project_rank', [
          knex
            .queryBuilder()
            .modify(selectMembership(user))
            .clearSelect()
            .select('rank'),
        ]),
        knex.raw('? AS is_owner', [existsSql(knex, selectOwnership(user))]),
      );
  }

  /** The roles of users in a workspace, regardless of its projects. */
  async readWorkspaceRoles(
    knex: Knex,
    workspace_id: string,
    user_refs: readonly string[],
  ): Promise<ReadonlyMap<string, ProjectRoles>> {
    if (user_refs.length === 0) {
      return new Map();
    }
    const rows: any[] = await this.selectWorkspaceRoles(
      knex,
      buildUsersTable(knex, user_refs),
    )
      .select(knex.raw('NULL AS project_rank'), knex.raw('0 AS is_owner'))
      .where('workspaces.id', workspace_id);
    return new Map(rows.map(row => [row.user_ref, this.toRoles(row)]));
  }

  /** Selects the roles that the users in a table `requested` have in each workspace. */
  private selectWorkspaceRoles(
    knex: Knex,
    requestedTable: Knex.Raw,
  ): Knex.QueryBuilder {
    const user = knex.raw('requested.user_ref');
    return knex('workspaces')
      .crossJoin(requestedTable as any)
      .leftJoin('memberships as workspace_membership', join =>
        join
          .on('workspace_membership.scope_id', 'workspaces.id')
          .andOn('workspace_membership.user_ref', user)
          .andOnNull('workspace_membership.deleted_at'),
      )
      .select(
        'requested.user_ref',
        'workspace_membership.rank as workspace_rank',
        knex.raw('? AS is_super_admin', [
          existsSql(knex, this.selectSuperAdmins(user)),
        ]),
        this.buildDefaultRankSql(knex, user),
      )
      .whereNull('workspaces.deleted_at');
  }

  /**
   * SQL for the rank that the default workspace would give the user; NULL unless it is higher than
   * the rank of their membership.
   */
  private buildDefaultRankSql(knex: Knex, user: Knex.Raw): Knex.Raw {
    const { autoJoin } = this.config.workspaces.default;
    if (autoJoin === 'none') {
      return knex.raw('NULL AS default_rank');
    }
    const rank = roleRanks[autoJoin];
    return knex.raw(
      `CASE WHEN workspaces.slug = ? AND coalesce(workspace_membership.rank, 0) < ${rank}
         AND EXISTS ? THEN ${rank} END AS default_rank`,
      [
        DEFAULT_WORKSPACE,
        knex.queryBuilder().modify(selectNeverAddedManually(user)),
      ],
    );
  }

  private toRoles(row: any): ProjectRoles {
    return deriveRoles({
      workspace_rank: row.workspace_rank,
      default_rank: row.default_rank,
      project_rank: row.project_rank,
      is_owner: row.is_owner === 1,
      is_super_admin: row.is_super_admin === 1,
    });
  }

  /**
   * Selects the requested users who are super admins. The members of Groups are looked up once for
   * all requested users.
   */
  private selectSuperAdmins(user: Knex.Raw) {
    const { superAdmins } = this.config;
    return (query: Knex.QueryBuilder) =>
      query
        .select('requested.user_ref')
        .whereIn(user as any, [...superAdmins])
        .orWhereIn(user as any, people =>
          people
            .select('ownership_refs.user_ref')
            .from('ownership_refs')
            .whereIn('ownership_refs.owner_ref', [...superAdmins]),
        );
  }
}

function buildUsersTable(knex: Knex, user_refs: readonly string[]): Knex.Raw {
  return buildValuesTable(
    knex,
    'requested',
    user_refs.map(user_ref => ({ user_ref })),
    ['user_ref'],
  );
}

/**
 * Users in the catalog who were never made a member of a workspace manually: a user who was removed
 * must not join again.
 */
function selectNeverAddedManually(user: Knex.Raw) {
  return (query: Knex.QueryBuilder) =>
    query
      .select('people.user_ref')
      .from('people')
      .where('people.user_ref', user)
      .where('people.is_in_catalog', true)
      .whereNotExists(membership =>
        membership
          .select('manual.id')
          .from('memberships as manual')
          .whereRaw('manual.scope_id = workspaces.id')
          .where('manual.user_ref', user)
          .where(whereEverAddedManually('manual')),
      );
}
