import { Knex } from 'knex';
import { selectSubtree } from '../../departments/tree/selectSubtree';

/** The people on the staff of a department. */
export async function listDepartmentUsers(
  knex: Knex,
  workspace_id: string,
  { id, recursive }: { id: string; recursive: boolean },
): Promise<string[]> {
  return knex('staff')
    .where('staff.workspace_id', workspace_id)
    .whereNull('staff.deleted_at')
    .whereNotNull('staff.user_ref')
    .modify(query =>
      recursive
        ? query.whereIn('staff.department_id', selectSubtree(knex, [id]))
        : query.where('staff.department_id', id),
    )
    .pluck('staff.user_ref');
}
