import {
  CustomErrorBase,
  InputError,
  ServiceUnavailableError,
} from '@backstage/errors';

export interface FieldProblem {
  /** The field, such as `body.name` or `query.limit`. */
  field: string;
  reason: string;
}

/** The value of a part of a request, before or after parsing, and its problems. */
export interface PartValue {
  value: unknown;
  problems: FieldProblem[];
}

/** 400 with all invalid fields and the reasons. */
export class InvalidRequestError extends InputError {
  name = 'InputError' as const;
  readonly problems: FieldProblem[];

  constructor(problems: FieldProblem[]) {
    super(
      problems.map(({ field, reason }) => `${field}: ${reason}`).join('; '),
    );
    this.problems = problems;
  }
}

/** 412: the resource has changed since the caller read it. */
export class PreconditionFailedError extends CustomErrorBase {
  name = 'PreconditionFailedError' as const;
  readonly statusCode = 412;
}

/** 413: the body exceeds the endpoint's limit. */
export class PayloadTooLargeError extends CustomErrorBase {
  name = 'PayloadTooLargeError' as const;
  readonly statusCode = 413;
}

/** 429: too many requests by the caller. */
export class TooManyRequestsError extends CustomErrorBase {
  name = 'TooManyRequestsError' as const;
  readonly statusCode = 429;

  constructor(message: string, readonly retryAfterSeconds: number) {
    super(message);
  }
}

/** 503: the read timed out. */
export class ReadTimeoutError extends ServiceUnavailableError {
  name = 'ServiceUnavailableError' as const;
  /** The recommended delay before a retry, which can succeed if other load caused the timeout. */
  readonly retryAfterSeconds = 5;

  constructor() {
    super(
      'The query took too long. Narrow the filters or the date range, or try again later',
    );
  }
}

/** 503: too many requests, or a request waited too long. */
export class OverloadedError extends ServiceUnavailableError {
  name = 'ServiceUnavailableError' as const;
  readonly retryAfterSeconds = 1;
}

/** Creates the error for a request with one invalid field. */
export function createFieldError(
  field: string,
  reason: string,
): InvalidRequestError {
  return new InvalidRequestError([{ field, reason }]);
}

/** @throws InvalidRequestError listing all problems, if any */
export function throwIfInvalid(problems: readonly FieldProblem[]): void {
  if (problems.length > 0) {
    throw new InvalidRequestError([...problems]);
  }
}
