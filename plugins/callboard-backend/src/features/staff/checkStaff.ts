import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { FieldProblem, throwIfInvalid } from '../../http/errors';
import { readDepartment } from '../departments/DepartmentRow';
import { SavedStaffChange, StaffRow } from './StaffRow';
import { findStaffByStaffIds, findStaffByUsers } from './StaffStore';

/**
 * Checks the new state of a person, under the lock of the organisation.
 *
 * @param otherProblems - further problems to report
 * @throws InvalidRequestError when a field of the body is invalid
 * @throws ConflictError when another person has the staff id or the user
 */
export async function checkStaff(
  tx: Knex,
  staffIdLength: number,
  { before, after }: SavedStaffChange,
  otherProblems: readonly FieldProblem[] = [],
): Promise<void> {
  const { workspace_id, department_id } = after;
  const isMoved = department_id && department_id !== before?.department_id;
  const problems = findStaffProblems(before, after, staffIdLength);
  throwIfInvalid([
    ...otherProblems,
    ...problems.map(({ field, reason }) => ({
      field: `body.${field}`,
      reason,
    })),
    ...(isMoved
      ? await findDepartmentProblems(tx, workspace_id, department_id)
      : []),
  ]);
  await requireUnique(tx, before, after);
}

/** Reports why people cannot be assigned to a department. */
export async function findDepartmentProblems(
  tx: Knex,
  workspace_id: string,
  department_id: string,
): Promise<FieldProblem[]> {
  return (await readDepartment(tx, workspace_id, department_id))
    ? []
    : [{ field: 'body.department_id', reason: 'does not exist' }];
}

/**
 * Requires that no other person has the staff id or the user. Skips an unchanged staff id: earlier
 * versions ignored only the case of ASCII letters, so people can have stored ids that now conflict.
 */
async function requireUnique(
  tx: Knex,
  before: StaffRow | null,
  { id, workspace_id, staff_id, user_ref }: StaffRow,
): Promise<void> {
  const conflicts: string[] = [];
  const isOther = (holder: { id: string }) => holder.id !== id;
  if (staff_id !== before?.staff_id) {
    const holders = await findStaffByStaffIds(tx, workspace_id, [staff_id]);
    if (holders.some(isOther)) {
      conflicts.push(`staff_id ${staff_id}`);
    }
  }
  if (user_ref && user_ref !== before?.user_ref) {
    const holders = await findStaffByUsers(tx, workspace_id, [user_ref]);
    if (holders.some(isOther)) {
      conflicts.push(`user_ref ${user_ref}`);
    }
  }
  if (conflicts.length > 0) {
    throw new ConflictError(
      `Already used by another person: ${conflicts.join(', ')}`,
    );
  }
}

/**
 * Checks the rules that the schema of the API does not contain. The field of each problem is a
 * field of the staff member, without the prefix `body.`.
 *
 * @param before - the stored state; an unchanged staff id stays valid
 */
export function findStaffProblems(
  before: StaffRow | null,
  after: StaffRow,
  staffIdLength: number,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const { staff_id, date_of_joining, date_of_leaving } = after;
  if (staff_id !== before?.staff_id) {
    if (staff_id.length > staffIdLength) {
      problems.push({
        field: 'staff_id',
        reason: `must have at most ${staffIdLength} characters`,
      });
    }
    // A spreadsheet cell cannot contain such a staff id.
    if (/^\s|\s$|[\p{Cc}\ufffe\uffff]/u.test(staff_id)) {
      problems.push({
        field: 'staff_id',
        reason:
          'must not begin or end with a space, and must not contain control characters',
      });
    }
  }
  if (date_of_joining && date_of_leaving && date_of_leaving < date_of_joining) {
    problems.push({
      field: 'date_of_leaving',
      reason: 'must not be before date_of_joining',
    });
  }
  return problems;
}

/** Reports a day in the future. */
export function findDayProblems(
  field: string,
  day: string | null | undefined,
  today: string,
): FieldProblem[] {
  return day && day > today
    ? [{ field, reason: `must not be after today, ${today}` }]
    : [];
}
