import { FieldProblem } from '../../http/errors';

/** What is wrong with a day that must not be yet to come. */
export function problemsOfDay(
  field: string,
  day: string | null | undefined,
  today: string,
): FieldProblem[] {
  return day && day > today
    ? [{ field, reason: `must not be after today, ${today}` }]
    : [];
}
