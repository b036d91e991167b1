import { ConflictError } from '@backstage/errors';
import { FieldProblem } from '../../../http/errors';
import { throwIfInvalid } from '../../../http/throwIfInvalid';
import { WorklogProblem } from './findWorklogProblems';

/**
 * Throws if changes of worklogs have problems.
 *
 * @param getProblemField - the request field of a problem
 * @param others - other problems of the request
 * @throws ConflictError for a day that is submitted or approved, if the request has
 *   no other problem
 * @throws InvalidRequestError with all problems
 */
export function throwWorklogProblems(
  problems: readonly WorklogProblem[],
  getProblemField: (problem: WorklogProblem) => string,
  others: readonly FieldProblem[] = [],
): void {
  const locked = problems.find(({ isLocked }) => isLocked);
  if (locked && others.length === 0) {
    throw new ConflictError(`${getProblemField(locked)}: ${locked.reason}`);
  }
  throwIfInvalid([
    ...others,
    ...problems.map(problem => ({
      field: getProblemField(problem),
      reason: problem.reason,
    })),
  ]);
}
