import { FieldProblem } from '../../../http/errors';

/** Reports a last day before the first day. */
export function findReversedDays(
  first: string | null | undefined,
  last: string | null | undefined,
  field: string,
): FieldProblem[] {
  return first && last && last < first
    ? [{ field, reason: 'must not be before start_date' }]
    : [];
}

/** Reports a target date before the start date. */
export function findDateProblems(
  item: { start_date?: string | null; target_date?: string | null },
  field = 'body.target_date',
): FieldProblem[] {
  return findReversedDays(item.start_date, item.target_date, field);
}

/** Whether a patch sets the start date or the target date. */
export function hasDateFields(patch: object): boolean {
  return 'start_date' in patch || 'target_date' in patch;
}
