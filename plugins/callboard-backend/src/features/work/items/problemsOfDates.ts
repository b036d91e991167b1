import { FieldProblem } from '../../../http/errors';

/** What is wrong with a first and a last day. */
export function reversedDays(
  first: string | null | undefined,
  last: string | null | undefined,
  field: string,
): FieldProblem[] {
  return first && last && last < first
    ? [{ field, reason: 'must not be before start_date' }]
    : [];
}

/** What is wrong with when an item is to begin and to be done. */
export function problemsOfDates(
  item: { start_date?: string | null; target_date?: string | null },
  field = 'body.target_date',
): FieldProblem[] {
  return reversedDays(item.start_date, item.target_date, field);
}

/** Whether a patch is about when something is to begin or to be done. */
export function changesDates(patch: object): boolean {
  return 'start_date' in patch || 'target_date' in patch;
}
