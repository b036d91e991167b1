import { Knex } from 'knex';
import { groupBy, uniq } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { DepartmentHistory } from './findDepartmentOn';

/**
 * Returns the department histories of people by User reference: two queries for any number. People
 * who are not on the staff are missing.
 */
export async function readDepartmentHistories(
  knex: Knex,
  workspace_id: string,
  user_refs: readonly string[],
): Promise<ReadonlyMap<string, DepartmentHistory>> {
  const staff: any[] = await knex('staff')
    .select('id', 'user_ref', 'department_id')
    .where({ workspace_id })
    .whereRaw(...inListSql(knex, 'user_ref', uniq(user_refs), 'text'))
    .whereNull('deleted_at');
  const transfers: any[] =
    staff.length === 0
      ? []
      : await knex('staff_transfers')
          .select(
            'staff_member_id',
            'from_department_id',
            'to_department_id',
            'effective_date',
          )
          .whereRaw(
            ...inListSql(
              knex,
              'staff_member_id',
              staff.map(({ id }) => id),
            ),
          )
          .orderBy('id');
  const byPerson = groupBy(transfers, 'staff_member_id');
  return new Map(
    staff.map(({ id, user_ref, department_id }) => [
      user_ref,
      { department_id, transfers: byPerson[id] ?? [] },
    ]),
  );
}
