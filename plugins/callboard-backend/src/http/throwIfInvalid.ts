import { FieldProblem, InvalidRequestError } from './errors';

/** @throws InvalidRequestError listing all problems, if any */
export function throwIfInvalid(problems: readonly FieldProblem[]): void {
  if (problems.length > 0) {
    throw new InvalidRequestError([...problems]);
  }
}
