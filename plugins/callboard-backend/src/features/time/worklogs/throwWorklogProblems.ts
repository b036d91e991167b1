import { ConflictError } from '@backstage/errors';
import { FieldProblem } from '../../../http/errors';
import { throwIfInvalid } from '../../../http/throwIfInvalid';
import { WorklogProblem } from './worklogProblems';

/**
 * Refuses changes to entries that cannot be made, if there are any.
 *
 * @param nameOf - the field of the request that a problem is about
 * @param others - what else is wrong with the request
 * @throws ConflictError for a day that is submitted or approved, if nothing else
 *   is wrong with the request
 * @throws InvalidRequestError with everything that is wrong
 */
export function throwWorklogProblems(
  problems: readonly WorklogProblem[],
  nameOf: (problem: WorklogProblem) => string,
  others: readonly FieldProblem[] = [],
): void {
  const locked = problems.find(({ isLocked }) => isLocked);
  if (locked && others.length === 0) {
    throw new ConflictError(`${nameOf(locked)}: ${locked.reason}`);
  }
  throwIfInvalid([
    ...others,
    ...problems.map(problem => ({
      field: nameOf(problem),
      reason: problem.reason,
    })),
  ]);
}
