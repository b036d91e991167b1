import { FieldProblem, InvalidRequestError } from '../../http/errors';

/** @throws InvalidRequestError when there are problems with fields of a body */
export function refuse(problems: readonly FieldProblem[]): void {
  if (problems.length > 0) {
    throw new InvalidRequestError(
      problems.map(({ field, reason }) => ({ field: `body.${field}`, reason })),
    );
  }
}
