import {
  ProjectAccess,
  Role,
  roleOfRank,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { countRows } from '../../database/countRows';
import { containsPattern, writeJson } from '../../database/dialect';
import { foldText } from '../../database/foldText';
import { existsSql, ownershipOf } from './inProject';
import { ProjectRow, SeenProject } from './ProjectRow';
import { readProject } from './readProject';
import { ProjectViewer, whereProjectVisible } from './whereProjectVisible';

/** Which projects a list is about. */
export interface ProjectFilter {
  workspace_id: string;
  viewer: ProjectViewer;
  access?: ProjectAccess;
  is_archived?: boolean;
  /** Part of a name, identifier or entity reference. */
  search?: string;
}

/** Where a list of projects goes on. */
export type ProjectPosition = [sort_name: string, id: string];

/** The table of projects. */
export class ProjectStore {
  constructor(private readonly knex: Knex) {}

  /** Projects by name, as somebody sees them. */
  async list(
    filter: ProjectFilter,
    { after, limit }: { after?: ProjectPosition; limit: number },
  ): Promise<SeenProject[]> {
    const query = this.seen(this.filtered(this.knex, filter), filter.viewer)
      .orderBy(['projects.sort_name', 'projects.id'])
      .limit(limit);
    if (after) {
      query.whereRaw('(projects.sort_name, projects.id) > (?, ?)', after);
    }
    return (await query).map((row: any) => toSeen(row, filter.viewer));
  }

  /** How many projects `list` goes through. */
  async count(filter: ProjectFilter): Promise<number> {
    return countRows(this.filtered(this.knex, filter));
  }

  /** One project of a workspace, if somebody may see it. */
  async find(
    knex: Knex,
    { workspace_id, viewer }: ProjectFilter,
    by: { id: string } | { entity_ref: string },
  ): Promise<SeenProject | undefined> {
    const [column, value] = Object.entries(by)[0];
    const row = await this.seen(
      this.filtered(knex, { workspace_id, viewer }),
      viewer,
    )
      .where(`projects.${column}`, value)
      .first();
    return row && toSeen(row, viewer);
  }

  /** The live projects of all live workspaces after one of them, by id. */
  async listAll(afterId: string, limit: number): Promise<ProjectRow[]> {
    const rows = await this.knex('projects')
      .join('workspaces', 'workspaces.id', 'projects.workspace_id')
      .select('projects.*')
      .whereNull('projects.deleted_at')
      .whereNull('workspaces.deleted_at')
      .where('projects.id', '>', afterId)
      .orderBy('projects.id')
      .limit(limit);
    return rows.map(readProject);
  }

  /** Some live projects. */
  async findMany(knex: Knex, ids: readonly string[]): Promise<ProjectRow[]> {
    const rows = await knex('projects')
      .whereIn('id', [...ids])
      .whereNull('deleted_at');
    return rows.map(readProject);
  }

  /** The live projects of some entities, by entity reference. */
  async listByEntity(
    knex: Knex,
    workspace_id: string,
    entity_refs: readonly string[],
  ): Promise<ReadonlyMap<string, ProjectRow>> {
    const rows: any[] = await knex('projects')
      .where({ workspace_id })
      .whereIn('entity_ref', [...entity_refs])
      .whereNull('deleted_at');
    return new Map(rows.map(row => [row.entity_ref, readProject(row)]));
  }

  /** The identifiers of a workspace that begin like this. */
  async identifiersLike(
    tx: Knex,
    workspace_id: string,
    start: string,
  ): Promise<string[]> {
    return tx('projects')
      .where({ workspace_id })
      .whereNull('deleted_at')
      .whereLike('identifier', `${start}%`)
      .pluck('identifier');
  }

  async insert(tx: Knex.Transaction, project: ProjectRow): Promise<void> {
    await tx('projects').insert(toColumns(project));
  }

  async update(tx: Knex.Transaction, project: ProjectRow): Promise<void> {
    await tx('projects').where({ id: project.id }).update(toColumns(project));
  }

  private filtered(
    knex: Knex,
    { workspace_id, viewer, access, is_archived, search }: ProjectFilter,
  ): Knex.QueryBuilder {
    const query = whereProjectVisible(
      knex('projects')
        .where('projects.workspace_id', workspace_id)
        .whereNull('projects.deleted_at'),
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
    if (search) {
      const pattern = containsPattern(foldText(search));
      query.whereRaw(
        "(projects.sort_name LIKE ? ESCAPE '\\' OR projects.identifier LIKE ? ESCAPE '\\' OR upper(projects.entity_ref) LIKE ? ESCAPE '\\')",
        [pattern, pattern, pattern],
      );
    }
    return query;
  }

  /** Adds what somebody is in each project. */
  private seen(query: Knex.QueryBuilder, viewer: ProjectViewer) {
    return query
      .leftJoin('memberships', join =>
        join
          .on('memberships.scope_id', 'projects.id')
          .andOnVal('memberships.user_ref', viewer.user_ref)
          .andOnNull('memberships.deleted_at'),
      )
      .select('projects.*', 'memberships.rank')
      .select(
        this.knex.raw('? AS is_owner', [
          existsSql(this.knex, ownershipOf(viewer.user_ref)),
        ]),
      );
  }
}

function toSeen(row: any, viewer: ProjectViewer): SeenProject {
  const isAdmin = viewer.sees_all || row.is_owner === 1;
  const held: Role | null = row.rank === null ? null : roleOfRank(row.rank);
  return { project: readProject(row), role: isAdmin ? 'admin' : held };
}

function toColumns(project: ProjectRow) {
  return {
    ...project,
    sort_name: foldText(project.name),
    settings: writeJson(project.settings),
    archived_at: project.archived_at && new Date(project.archived_at),
    entity_missing_since:
      project.entity_missing_since && new Date(project.entity_missing_since),
    created_at: new Date(project.created_at),
    updated_at: new Date(project.updated_at),
  };
}
