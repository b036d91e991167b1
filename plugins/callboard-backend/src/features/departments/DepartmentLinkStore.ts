import { DepartmentLink } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isOneOf } from '../../database/bulk';
import { readInstant } from '../../database/dialect';
import {
  ProjectViewer,
  whereProjectVisible,
} from '../projects/whereProjectVisible';

/** Eyes that see every project. */
const everyone: ProjectViewer = { user_ref: '', refs: [], sees_all: true };

/** What a department gives access to, and what that is called. */
export interface LinkTarget {
  project_id: string | null;
  workspace_id: string | null;
  name: string;
  entity_ref: string | null;
}

/** The table of links; those that have ended are invisible here. */
export class DepartmentLinkStore {
  constructor(private readonly knex: Knex) {}

  /** What somebody may see of the links of a department, oldest first. */
  async list(
    department_id: string,
    viewer: ProjectViewer,
    { afterId, limit }: { afterId?: string; limit: number },
  ): Promise<DepartmentLink[]> {
    const query = this.selected(this.knex, department_id, viewer)
      .orderBy('department_links.id')
      .limit(limit);
    if (afterId) {
      query.where('department_links.id', '>', afterId);
    }
    return (await query).map(readLink);
  }

  /** How many links `list` goes through. */
  async count(department_id: string, viewer: ProjectViewer): Promise<number> {
    const [row] = await this.seen(this.knex, department_id, viewer).count({
      count: '*',
    });
    return Number(row.count);
  }

  /** All links of a department. */
  async listAll(knex: Knex, department_id: string): Promise<DepartmentLink[]> {
    return (await this.selected(knex, department_id, everyone)).map(readLink);
  }

  /** One link of a department. */
  async find(
    knex: Knex,
    department_id: string,
    id: string,
  ): Promise<DepartmentLink | undefined> {
    const row = await this.selected(knex, department_id, everyone)
      .where('department_links.id', id)
      .first();
    return row && readLink(row);
  }

  /** A project of a workspace as a target, if somebody may see it. */
  async findProject(
    knex: Knex,
    workspace_id: string,
    id: string,
    viewer: ProjectViewer,
  ): Promise<LinkTarget | undefined> {
    const row = await whereProjectVisible(
      knex('projects').where('projects.workspace_id', workspace_id),
      viewer,
    )
      .where('projects.id', id)
      .whereNull('projects.deleted_at')
      .first('projects.id', 'projects.name', 'projects.entity_ref');
    return (
      row && {
        project_id: row.id,
        workspace_id: null,
        name: row.name,
        entity_ref: row.entity_ref,
      }
    );
  }

  async insert(tx: Knex.Transaction, link: DepartmentLink): Promise<void> {
    const { id, department_id, project_id, workspace_id, created_at } = link;
    await tx('department_links').insert({
      id,
      department_id,
      project_id,
      workspace_id,
      created_at: new Date(created_at),
    });
  }

  /** Ends links. */
  async end(
    tx: Knex.Transaction,
    ids: readonly string[],
    now: number,
  ): Promise<void> {
    await tx('department_links')
      .whereRaw(...isOneOf(tx, 'id', ids))
      .update({ deleted_at: new Date(now) });
  }

  private selected(
    knex: Knex,
    department_id: string,
    viewer: ProjectViewer,
  ): Knex.QueryBuilder {
    return this.seen(knex, department_id, viewer).select(
      'department_links.*',
      'projects.name as project_name',
      'projects.entity_ref',
      'workspaces.name as workspace_name',
    );
  }

  private seen(
    knex: Knex,
    department_id: string,
    viewer: ProjectViewer,
  ): Knex.QueryBuilder {
    const query = knex('department_links')
      .leftJoin('projects', 'projects.id', 'department_links.project_id')
      .leftJoin('workspaces', 'workspaces.id', 'department_links.workspace_id')
      .where('department_links.department_id', department_id)
      .whereNull('department_links.deleted_at')
      .whereNull('projects.deleted_at')
      .whereNull('workspaces.deleted_at');
    return viewer.sees_all
      ? query
      : query.where(visible =>
          visible
            .whereNotNull('department_links.workspace_id')
            .orWhere(project => whereProjectVisible(project, viewer)),
        );
  }
}

function readLink(row: any): DepartmentLink {
  return {
    id: row.id,
    department_id: row.department_id,
    project_id: row.project_id,
    workspace_id: row.workspace_id,
    name: row.project_name ?? row.workspace_name,
    entity_ref: row.entity_ref,
    created_at: readInstant(row.created_at),
  };
}
