import {
  ProjectAccess,
  Role,
  getRoleByRank,
  Project,
  projectSettings as schema,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { ConflictError } from '@backstage/errors';
import { ProjectRow } from '../../access/Caller';
import { containsPattern } from '../../database/dialect';
import { lockForNoKeyUpdate, lockForShare } from '../../database/locks';
import { countRows } from '../../database/statements';
import { normaliseForSearch } from '../../database/text';
import {
  existsSql,
  selectMembership,
  selectOwnership,
  ProjectViewer,
  whereProjectVisible,
} from '../../access/visibility/whereProjectVisible';
import { Table } from '../../database/Table';
import { ResourceChange } from '../../changes/ResourceChange';
import { Settings } from '../Settings';
import { selectPage } from '../../database/paging';

export const projectSettings = new Settings(schema);

/** A project, and the user's role in it: null for read-only access. */
export interface ProjectWithRole {
  project: ProjectRow;
  role: Project['role'];
}

export function toProjectResponse({
  project: { workspace_id: _, ...project },
  role,
}: ProjectWithRole): Project {
  const settings = projectSettings.filterReadable(
    role ?? 'guest',
    project.settings,
  );
  return { ...project, settings, role };
}

export function toProjectActivity(
  before: ProjectRow | null,
  after: ProjectRow,
): ResourceChange {
  const { id, workspace_id, name } = after;
  return {
    workspace_id,
    project_id: id,
    visibility: 'project' as const,
    entity_type: 'project' as const,
    entity_id: id,
    entity_label: name,
    before: before && toProjectResponse({ project: before, role: 'admin' }),
    after: toProjectResponse({ project: after, role: 'admin' }),
    // `role` is the role of the reader, not a property of the project.
    derived: ['role'],
    nested: ['settings'],
    sensitive: projectSettings.sensitive,
  };
}

export const projectTable = new Table<ProjectRow>(
  'projects',
  {
    id: 'text',
    workspace_id: 'text',
    entity_ref: 'text',
    name: 'text',
    identifier: 'text',
    access: 'text',
    is_time_tracking_enabled: 'boolean',
    archived_at: 'instant',
    entity_missing_since: 'instant',
    settings: 'json',
    version: 'number',
    created_at: 'instant',
    updated_at: 'instant',
  },
  ({ name }) => ({ sort_name: normaliseForSearch(name) }),
);

/** @throws ConflictError for an archived project, which is read-only */
export function requireUnarchived({ name, archived_at }: ProjectRow): void {
  if (archived_at !== null) {
    throw new ConflictError(`The project ${name} is archived`);
  }
}

/**
 * Locks projects exclusively until the transaction ends, in the order of their ids to avoid
 * deadlocks.
 *
 * @returns the current state of the projects that are not deleted
 */
export async function lockProjects(
  tx: Knex.Transaction,
  ids: readonly string[],
): Promise<ProjectRow[]> {
  // Allows inserts of rows that reference the project.
  const rows = await lockForNoKeyUpdate(
    projectTable
      .select(tx)
      .whereIn('id', [...new Set(ids)])
      .orderBy('id'),
  );
  return rows.map(projectTable.read);
}

/**
 * Locks a project against changes until the transaction ends; several transactions can hold this
 * lock.
 *
 * @returns its current state; undefined if it is deleted
 */
export async function lockProjectForShare(
  tx: Knex.Transaction,
  id: string,
): Promise<ProjectRow | undefined> {
  const [row] = await lockForShare(projectTable.select(tx).where({ id }));
  return row && projectTable.read(row);
}

export interface ProjectFilter {
  workspace_id: string;
  viewer: ProjectViewer;
  access?: ProjectAccess;
  is_archived?: boolean;
  /** True for projects of which the viewer is a member or an owner; false for all others. */
  is_mine?: boolean;
  /** Part of a name, identifier or entity reference. */
  search?: string;
}

/** Selects rows of the table `projects` that the viewer sees, without deleted projects. */
export function selectProjects(
  knex: Knex,
  filter: ProjectFilter,
): Knex.QueryBuilder {
  const { workspace_id, viewer, access, is_archived, is_mine } = filter;
  const query = whereProjectVisible(
    projectTable.select(knex).where('projects.workspace_id', workspace_id),
    viewer,
  );
  if (access) {
    query.where('projects.access', access);
  }
  if (is_archived !== undefined) {
    query.where(archived =>
      is_archived
        ? archived.whereNotNull('projects.archived_at')
        : archived.whereNull('projects.archived_at'),
    );
  }
  if (is_mine !== undefined) {
    const { user_ref } = viewer;
    query.where(mine =>
      is_mine
        ? mine
            .whereExists(selectMembership(user_ref))
            .orWhereExists(selectOwnership(user_ref))
        : mine
            .whereNotExists(selectMembership(user_ref))
            .whereNotExists(selectOwnership(user_ref)),
    );
  }
  if (filter.search) {
    const pattern = containsPattern(normaliseForSearch(filter.search));
    query.whereRaw(
      "(projects.sort_name LIKE ? ESCAPE '\\' OR projects.identifier LIKE ? ESCAPE '\\' OR upper(projects.entity_ref) LIKE ? ESCAPE '\\')",
      [pattern, pattern, pattern],
    );
  }
  return query;
}

/** Like `selectProjects`, with the data about the viewer that `readProjectWithRole` needs. */
export function selectProjectsWithRole(
  knex: Knex,
  filter: ProjectFilter,
): Knex.QueryBuilder {
  const { user_ref } = filter.viewer;
  return selectProjects(knex, filter)
    .leftJoin('memberships', join =>
      join
        .on('memberships.scope_id', 'projects.id')
        .andOnVal('memberships.user_ref', user_ref)
        .andOnNull('memberships.deleted_at'),
    )
    .select('projects.*', 'memberships.rank')
    .select(
      knex.raw('? AS is_owner', [existsSql(knex, selectOwnership(user_ref))]),
    );
}

export function readProjectWithRole(
  row: any,
  viewer: ProjectViewer,
): ProjectWithRole {
  const isAdmin = viewer.sees_all || row.is_owner === 1;
  const grantedRole: Role | null =
    row.rank === null ? null : getRoleByRank(row.rank);
  return {
    project: projectTable.read(row),
    role: isAdmin ? 'admin' : grantedRole,
  };
}

export type ProjectPosition = [sort_name: string, id: string];

export class ProjectStore {
  constructor(private readonly knex: Knex) {}

  async list(
    filter: ProjectFilter,
    paging: { after?: ProjectPosition; limit: number },
  ): Promise<ProjectWithRole[]> {
    const rows: any[] = await selectPage(
      selectProjectsWithRole(this.knex, filter),
      ['projects.sort_name', 'projects.id'],
      paging,
    );
    return rows.map(row => readProjectWithRole(row, filter.viewer));
  }

  async count(filter: ProjectFilter): Promise<number> {
    return countRows(selectProjects(this.knex, filter));
  }

  /** One project of a workspace, if the viewer may see it. */
  async find(
    knex: Knex,
    { workspace_id, viewer }: ProjectFilter,
    key: { id: string } | { entity_ref: string },
  ): Promise<ProjectWithRole | undefined> {
    const [column, value] = Object.entries(key)[0];
    const row = await selectProjectsWithRole(knex, { workspace_id, viewer })
      .where(`projects.${column}`, value)
      .first();
    return row && readProjectWithRole(row, viewer);
  }

  /** The next projects of all workspaces after `afterId`, by id, without deleted projects. */
  async listAll(afterId: string, limit: number): Promise<ProjectRow[]> {
    const rows = await this.knex('projects')
      .join('workspaces', 'workspaces.id', 'projects.workspace_id')
      .select('projects.*')
      .whereNull('projects.deleted_at')
      .whereNull('workspaces.deleted_at')
      .where('projects.id', '>', afterId)
      .orderBy('projects.id')
      .limit(limit);
    return rows.map(projectTable.read);
  }

  /** The projects with the given ids, in any order, without deleted projects. */
  async findMany(knex: Knex, ids: readonly string[]): Promise<ProjectRow[]> {
    const rows = await projectTable.select(knex).whereIn('id', [...ids]);
    return rows.map(projectTable.read);
  }

  /** The projects of the given entities, by entity reference, without deleted projects. */
  async listByEntity(
    knex: Knex,
    workspace_id: string,
    entity_refs: readonly string[],
  ): Promise<ReadonlyMap<string, ProjectRow>> {
    const rows = await projectTable
      .select(knex)
      .where({ workspace_id })
      .whereIn('entity_ref', [...entity_refs]);
    const projects: ProjectRow[] = rows.map(projectTable.read);
    return new Map(projects.map(project => [project.entity_ref, project]));
  }

  async listIdentifiersWithPrefix(
    tx: Knex,
    workspace_id: string,
    prefix: string,
  ): Promise<string[]> {
    return projectTable
      .select(tx)
      .where({ workspace_id })
      .whereLike('identifier', `${prefix}%`)
      .pluck('identifier');
  }
}
