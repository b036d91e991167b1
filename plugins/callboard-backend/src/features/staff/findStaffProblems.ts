import { FieldProblem } from '../../http/errors';
import { StaffRow } from './StaffRow';

/**
 * Validates a staff member beyond the contract; problems name the fields of the staff member.
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
    // A spreadsheet cell could not contain it.
    if (/^\s|\s$|[\p{Cc}\ufffe\uffff]/u.test(staff_id)) {
      problems.push({
        field: 'staff_id',
        reason: 'must not have spaces around it, or control characters',
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
