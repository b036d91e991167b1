import { FieldProblem } from '../../../http/errors';

/** What is wrong with when something is to begin and to be done. */
export function problemsOfDates(
  {
    start_date,
    target_date,
  }: { start_date?: string | null; target_date?: string | null },
  field = 'body.target_date',
): FieldProblem[] {
  return start_date && target_date && target_date < start_date
    ? [{ field, reason: 'must not be before start_date' }]
    : [];
}

/** Whether a patch is about when something is to begin or to be done. */
export function changesDates(patch: object): boolean {
  return 'start_date' in patch || 'target_date' in patch;
}
