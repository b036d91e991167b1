import { Knex } from 'knex';

/** The other workspaces to which the departments of a workspace give access. */
export async function listLinkedWorkspaces(
  knex: Knex,
  workspace_id: string,
): Promise<string[]> {
  return knex('department_links')
    .join('departments', 'departments.id', 'department_links.department_id')
    .join('workspaces', 'workspaces.id', 'department_links.workspace_id')
    .where('departments.workspace_id', workspace_id)
    .whereNull('department_links.deleted_at')
    .whereNull('workspaces.deleted_at')
    .distinct()
    .pluck('workspaces.id');
}
