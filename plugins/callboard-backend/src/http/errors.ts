import {
  CustomErrorBase,
  InputError,
  ServiceUnavailableError,
} from '@backstage/errors';

/** One thing that is wrong with a request. */
export interface FieldProblem {
  /** Where, such as `body.name` or `query.limit`. */
  field: string;
  reason: string;
}

/** 400 that says which fields are wrong, and why, all at once. */
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

/** 412: the resource is no longer what the caller thinks it is. */
export class PreconditionFailedError extends CustomErrorBase {
  name = 'PreconditionFailedError' as const;
  readonly statusCode = 412;
}

/** 413: the body is larger than the endpoint takes. */
export class PayloadTooLargeError extends CustomErrorBase {
  name = 'PayloadTooLargeError' as const;
  readonly statusCode = 413;
}

/** 429: the caller has to slow down. */
export class TooManyRequestsError extends CustomErrorBase {
  name = 'TooManyRequestsError' as const;
  readonly statusCode = 429;

  /** @param retryAfterSeconds - when to try again */
  constructor(message: string, readonly retryAfterSeconds: number) {
    super(message);
  }
}

/** 503: finding the answer takes longer than it may. */
export class ReadTimeoutError extends ServiceUnavailableError {
  name = 'ServiceUnavailableError' as const;
  /** When to try again; it may have been the others. */
  readonly retryAfterSeconds = 5;

  constructor() {
    super(
      'Finding the answer takes too long; please ask for less, or try again',
    );
  }
}

/** 503: more comes in than can be handled, or waits longer than it should. */
export class OverloadedError extends ServiceUnavailableError {
  name = 'ServiceUnavailableError' as const;
  /** When to try again. */
  readonly retryAfterSeconds = 1;
}
