import { Knex } from 'knex';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { inListSql } from '../../../database/bulk';
import {
  selectSubtree,
  selectDepartmentManagers,
} from '../../departments/departmentSql';

/**
 * Selects the `user_ref` of the people whom `manager_ref` manages: the staff of that manager's
 * departments and of all their descendants, except the manager.
 *
 * @param workspace_id - the id of the workspace, or (as `Knex.Raw`) a column that contains the id
 */
export function selectManagedPeople(
  knex: Knex,
  workspace_id: string | Knex.Raw,
  manager_ref: string,
): Knex.QueryBuilder {
  const managedDepartments = selectDepartmentManagers(
    knex,
    workspace_id,
    (query, { user }) => query.where(user, manager_ref),
  );
  return knex('staff')
    .select('staff.user_ref')
    .where('staff.workspace_id', workspace_id)
    .whereNull('staff.deleted_at')
    .whereNotNull('staff.user_ref')
    .whereNot('staff.user_ref', manager_ref)
    .whereIn(
      'staff.department_id',
      selectSubtree(
        knex,
        knex.from(managedDepartments.as('own')).select('own.department_id'),
      ),
    );
}

/** Lists a person's managers who are in the workspace, the nearest first. */
export async function listManagers(
  knex: Knex,
  audience: ProjectAudience,
  workspace_id: string,
  user_ref: string,
): Promise<string[]> {
  const managers = await listAllManagers(knex, workspace_id, user_ref);
  const roles = await audience.readWorkspaceRoles(knex, workspace_id, managers);
  return managers.filter(ref => roles.get(ref)?.workspace);
}

/**
 * Lists the managers of a person's department and its ancestors, the nearest first, except the
 * person. Includes managers who are not in the workspace.
 */
export async function listAllManagers(
  knex: Knex,
  workspace_id: string,
  user_ref: string,
): Promise<string[]> {
  const ancestors: Array<{ id: string }> = await knex
    .withRecursive('ancestors', ['id', 'parent_id', 'level'], department =>
      department
        .select('departments.id', 'departments.parent_id', 'departments.level')
        .from('departments')
        .join('staff', 'staff.department_id', 'departments.id')
        .where('staff.workspace_id', workspace_id)
        .where('staff.user_ref', user_ref)
        .whereNull('staff.deleted_at')
        .whereNull('departments.deleted_at')
        .union(parent =>
          parent
            .select(
              'departments.id',
              'departments.parent_id',
              'departments.level',
            )
            .from('departments')
            .join('ancestors', 'ancestors.parent_id', 'departments.id')
            .whereNull('departments.deleted_at'),
        ),
    )
    .select('id')
    .from('ancestors')
    .orderBy('level', 'desc');
  const ids = ancestors.map(({ id }) => id);
  const managers: Array<{ department_id: string; user_ref: string }> =
    await selectDepartmentManagers(
      knex,
      workspace_id,
      (query, { department, user }) =>
        query
          .whereRaw(...inListSql(knex, department, ids))
          .whereNot(user, user_ref),
    );
  const nearestFirst = ids.flatMap(id =>
    managers
      .filter(({ department_id }) => department_id === id)
      .map(manager => manager.user_ref)
      .sort(),
  );
  return [...new Set(nearestFirst)];
}
