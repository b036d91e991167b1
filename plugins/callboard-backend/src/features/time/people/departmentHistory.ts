import { Knex } from 'knex';
import { groupBy, uniq } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { PersonDay } from '../worklogs/WorklogStore';

/** A person's current department and past transfers. */
export interface DepartmentHistory {
  /** The current department. */
  department_id: string | null;
  /** In the order of recording; a later transfer can take effect before an earlier one. */
  transfers: ReadonlyArray<{
    from_department_id: string | null;
    to_department_id: string | null;
    /** The first day in the new department. */
    effective_date: string;
  }>;
}

/**
 * Finds the person's department on a day: the target of the last recorded transfer that had taken
 * effect, or, before all transfers, the source of the first recorded one. Without transfers, it is
 * the current department.
 *
 * @param date - `YYYY-MM-DD`
 */
export function findDepartmentOn(
  { department_id, transfers }: DepartmentHistory,
  date: string,
): string | null {
  if (transfers.length === 0) {
    return department_id;
  }
  const effective = transfers.filter(
    ({ effective_date }) => effective_date <= date,
  );
  return effective.length > 0
    ? effective[effective.length - 1].to_department_id
    : transfers[0].from_department_id;
}

/**
 * Returns the department histories of people by User reference, in two queries. People who are not
 * on the staff are missing.
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

/** Returns a person's department on a day; null for people who are not on the staff. */
export async function readDepartmentOn(
  knex: Knex,
  { workspace_id, logged_by, logged_at }: PersonDay & { workspace_id: string },
): Promise<string | null> {
  const histories = await readDepartmentHistories(knex, workspace_id, [
    logged_by,
  ]);
  const history = histories.get(logged_by);
  return history ? findDepartmentOn(history, logged_at) : null;
}
