import { Knex } from 'knex';
import { countRows } from '../../database/statements';
import { ProjectRow } from '../../access/Caller';
import { ProjectWithRole } from './toProjectResponse';
import {
  ProjectFilter,
  readProjectWithRole,
  selectProjects,
  selectProjectsWithRole,
  projectTable,
} from './selectProjects';

export type ProjectPosition = [sort_name: string, id: string];

export class ProjectStore {
  constructor(private readonly knex: Knex) {}

  /** Projects by name, as the viewer sees them. */
  async list(
    filter: ProjectFilter,
    { after, limit }: { after?: ProjectPosition; limit: number },
  ): Promise<ProjectWithRole[]> {
    const query = selectProjectsWithRole(this.knex, filter)
      .orderBy(['projects.sort_name', 'projects.id'])
      .limit(limit);
    if (after) {
      query.whereRaw('(projects.sort_name, projects.id) > (?, ?)', after);
    }
    return (await query).map((row: any) =>
      readProjectWithRole(row, filter.viewer),
    );
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

  /** The projects of all workspaces with an id after `afterId`, by id, without deleted ones. */
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

  /** Projects by id, without deleted ones. */
  async findMany(knex: Knex, ids: readonly string[]): Promise<ProjectRow[]> {
    const rows = await projectTable.select(knex).whereIn('id', [...ids]);
    return rows.map(projectTable.read);
  }

  /** The projects of some entities, by entity reference, without deleted ones. */
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

  /** The identifiers of a workspace that start with a prefix. */
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
