import { FieldProblem, InvalidRequestError } from './errors';

/** @throws InvalidRequestError when there are problems; it names all of them */
export function throwIfInvalid(problems: readonly FieldProblem[]): void {
  if (problems.length > 0) {
    throw new InvalidRequestError([...problems]);
  }
}
