import { Knex } from 'knex';
import { beneath } from '../../departments/tree/beneath';

/**
 * A query for the people whom somebody manages: the staff of the departments they
 * are the manager of, and of all beneath, without themselves. As `user_ref`.
 *
 * @param workspace_id - or the column that has it
 */
export function managedPeople(
  knex: Knex,
  workspace_id: string | Knex.Raw,
  manager_ref: string,
): Knex.QueryBuilder {
  const own = knex('departments')
    .select('departments.id')
    .where({ workspace_id, manager_ref })
    .whereNull('departments.deleted_at');
  return knex('staff')
    .select('staff.user_ref')
    .where('staff.workspace_id', workspace_id)
    .whereNull('staff.deleted_at')
    .whereNotNull('staff.user_ref')
    .whereNot('staff.user_ref', manager_ref)
    .whereIn('staff.department_id', beneath(knex, own));
}

/**
 * Who manages somebody: the managers of their department and of all above, the
 * nearest first, without themselves.
 */
export async function managersOf(
  knex: Knex,
  workspace_id: string,
  user_ref: string,
): Promise<string[]> {
  const rows: any[] = await knex
    .withRecursive('above', ['id', 'parent_id', 'manager_ref', 'level'], own =>
      own
        .select(
          'departments.id',
          'departments.parent_id',
          'departments.manager_ref',
          'departments.level',
        )
        .from('departments')
        .join('staff', 'staff.department_id', 'departments.id')
        .where('staff.workspace_id', workspace_id)
        .where('staff.user_ref', user_ref)
        .whereNull('staff.deleted_at')
        .whereNull('departments.deleted_at')
        .union(next =>
          next
            .select(
              'departments.id',
              'departments.parent_id',
              'departments.manager_ref',
              'departments.level',
            )
            .from('departments')
            .join('above', 'above.parent_id', 'departments.id')
            .whereNull('departments.deleted_at'),
        ),
    )
    .select('manager_ref')
    .from('above')
    .whereNotNull('manager_ref')
    .whereNot('manager_ref', user_ref)
    .orderBy('level', 'desc');
  return [...new Set(rows.map(({ manager_ref }) => manager_ref))];
}
