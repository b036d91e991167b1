import { DepartmentLink } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Page, PageQuery, readOldestPage } from '../../../database/paging';
import { countRows } from '../../../database/statements';
import {
  allProjectsViewer,
  ProjectViewer,
  whereProjectVisible,
} from '../../../access/visibility/whereProjectVisible';
import { DepartmentRow } from '../DepartmentRow';
import { Table } from '../../../database/Table';

export interface LinkTarget {
  project_id: string | null;
  workspace_id: string | null;
  name: string;
  entity_ref: string | null;
}

/** The fields of a department in the activity entry of a link. */
export type LinkedDepartment = Pick<
  DepartmentRow,
  'id' | 'name' | 'workspace_id'
>;

/**
 * The table of department links. Ending a link soft-deletes it; all queries in this file exclude
 * ended links.
 */
export const linkTable = new Table<DepartmentLink>('department_links', {
  id: 'text',
  department_id: 'text',
  project_id: 'text',
  workspace_id: 'text',
  name: 'joined',
  entity_ref: 'joined',
  created_at: 'instant',
});

/**
 * Lists the links of a department that a user may see, oldest first. An admin of the department's
 * workspace sees all links; other users see only links to targets that they may see.
 */
export async function listVisibleLinks(
  knex: Knex,
  department_id: string,
  viewer: ProjectViewer,
  query: PageQuery,
): Promise<Page<DepartmentLink>> {
  return readOldestPage(
    query,
    selectVisibleLinks(knex, department_id, viewer),
    readLink,
    'department_links.id',
  );
}

/** Counts the links that `listVisibleLinks` returns. */
export async function countVisibleLinks(
  knex: Knex,
  department_id: string,
  viewer: ProjectViewer,
): Promise<number> {
  return countRows(
    whereLinkVisible(selectDepartmentLinks(knex, department_id), viewer),
  );
}

export async function listAllLinks(
  knex: Knex,
  department_id: string,
): Promise<DepartmentLink[]> {
  return (await selectVisibleLinks(knex, department_id, allProjectsViewer)).map(
    readLink,
  );
}

export async function findLink(
  knex: Knex,
  department_id: string,
  id: string,
): Promise<DepartmentLink | undefined> {
  const row = await selectVisibleLinks(knex, department_id, allProjectsViewer)
    .where('department_links.id', id)
    .first();
  return row && readLink(row);
}

/** Lists the other workspaces whose departments are linked to a workspace. */
export async function listLinkingWorkspaces(
  knex: Knex,
  workspace_id: string,
): Promise<string[]> {
  return selectLinks(knex)
    .join('workspaces as origin', 'origin.id', 'departments.workspace_id')
    .where('department_links.workspace_id', workspace_id)
    .whereNot('origin.id', workspace_id)
    .whereNull('origin.deleted_at')
    .distinct()
    .pluck('origin.id');
}

/** Lists all links of a workspace's departments, and all links to the workspace. */
export async function listWorkspaceLinks(
  knex: Knex,
  workspace_id: string,
): Promise<Array<{ department: LinkedDepartment; link: DepartmentLink }>> {
  const rows = await addTargetColumns(selectLinks(knex))
    .select(
      'departments.name as department_name',
      'departments.workspace_id as origin_id',
    )
    .where(either =>
      either
        .where('departments.workspace_id', workspace_id)
        .orWhere('department_links.workspace_id', workspace_id),
    )
    .orderBy('department_links.id');
  return rows.map((row: any) => ({
    department: {
      id: row.department_id,
      name: row.department_name,
      workspace_id: row.origin_id,
    },
    link: readLink(row),
  }));
}

/** Finds a project of a workspace as a target, if the user may see it. */
export async function findLinkableProject(
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

/** Selects the current links of departments, with their targets. */
function selectLinks(knex: Knex): Knex.QueryBuilder {
  return linkTable
    .select(knex)
    .join('departments', 'departments.id', 'department_links.department_id')
    .leftJoin('projects', 'projects.id', 'department_links.project_id')
    .leftJoin('workspaces', 'workspaces.id', 'department_links.workspace_id');
}

/** Selects a department's links whose targets exist. */
function selectDepartmentLinks(
  knex: Knex,
  department_id: string,
): Knex.QueryBuilder {
  return selectLinks(knex)
    .where('department_links.department_id', department_id)
    .whereNull('projects.deleted_at')
    .whereNull('workspaces.deleted_at');
}

/** Selects a department's links that a user may see. */
function selectVisibleLinks(
  knex: Knex,
  department_id: string,
  viewer: ProjectViewer,
): Knex.QueryBuilder {
  return addTargetColumns(
    whereLinkVisible(selectDepartmentLinks(knex, department_id), viewer),
  );
}

/** Restricts links to those whose target a user may see. */
function whereLinkVisible(
  query: Knex.QueryBuilder,
  viewer: ProjectViewer,
): Knex.QueryBuilder {
  return viewer.sees_all
    ? query
    : query.where(visible =>
        visible
          .orWhere(project => whereProjectVisible(project, viewer))
          .orWhereExists(function membership() {
            this.select('memberships.id')
              .from('memberships')
              .whereRaw('memberships.scope_id = department_links.workspace_id')
              .where('memberships.user_ref', viewer.user_ref)
              .whereNull('memberships.deleted_at');
          }),
      );
}

function addTargetColumns(query: Knex.QueryBuilder): Knex.QueryBuilder {
  return query.select(
    'department_links.*',
    'projects.name as project_name',
    'projects.entity_ref',
    'workspaces.name as workspace_name',
  );
}

function readLink(row: any): DepartmentLink {
  return {
    ...linkTable.read(row),
    name: row.project_name ?? row.workspace_name,
  };
}
