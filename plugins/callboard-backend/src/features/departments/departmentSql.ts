import { Knex } from 'knex';
import { employmentStatusSql } from '../../access/visibility/whereProjectVisible';
import { inListSql } from '../../database/bulk';

/**
 * Queries the ids of departments and all their descendants, for direct use or in `whereIn`.
 *
 * @param roots - the ids of the departments, or a query for them
 */
export function selectSubtree(
  knex: Knex,
  roots: readonly string[] | Knex.QueryBuilder,
): Knex.QueryBuilder {
  const whereRoot = (query: Knex.QueryBuilder) =>
    'toSQL' in roots
      ? query.whereIn('departments.id', roots)
      : query.whereRaw(...inListSql(knex, 'departments.id', roots));
  return knex
    .withRecursive('subtree', ['id'], root =>
      root
        .select('departments.id')
        .from('departments')
        .modify(whereRoot)
        .union(child =>
          child
            .select('departments.id')
            .from('departments')
            .join('subtree', 'subtree.id', 'departments.parent_id')
            .whereNull('departments.deleted_at'),
        ),
    )
    .select('subtree.id')
    .from('subtree');
}

/** SQL for whether people with an employment status are working. */
export const isWorkingSql = (status: string) =>
  `${status} IN ('active', 'probation')`;

/**
 * Queries the managers of departments: the named manager, and staff who are marked as managers.
 * Suspended and resigned people do not manage. A named manager who was never on the staff counts as
 * working. A named manager who was deleted from the staff counts by their last status.
 *
 * @param workspace_id - the id, or the column that contains the id
 * @param narrow - adds conditions on the given columns of departments and users
 * @returns rows of `department_id` and `user_ref`
 */
export function selectDepartmentManagers(
  knex: Knex,
  workspace_id: string | Knex.Raw,
  narrow: (
    query: Knex.QueryBuilder,
    columns: { department: string; user: string },
  ) => void,
): Knex.QueryBuilder {
  const namedColumns = {
    department: 'departments.id',
    user: 'departments.manager_ref',
  };
  const staffColumns = {
    department: 'staff.department_id',
    user: 'staff.user_ref',
  };
  const employmentStatus = employmentStatusSql(
    'departments.workspace_id',
    namedColumns.user,
  );
  return knex('departments')
    .select(
      'departments.id AS department_id',
      'departments.manager_ref AS user_ref',
    )
    .where('departments.workspace_id', workspace_id)
    .whereNull('departments.deleted_at')
    .whereNotNull(namedColumns.user)
    .whereRaw(isWorkingSql(`coalesce(${employmentStatus}, 'active')`))
    .modify(narrow, namedColumns)
    .union(
      knex('staff')
        .select(staffColumns.department, staffColumns.user)
        .where('staff.workspace_id', workspace_id)
        .whereNull('staff.deleted_at')
        .whereNotNull(staffColumns.user)
        .whereNotNull(staffColumns.department)
        .where('staff.is_department_manager', true)
        .whereRaw(isWorkingSql('staff.employment_status'))
        .modify(narrow, staffColumns),
    );
}
