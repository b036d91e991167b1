import { Response } from 'supertest';

/** An expectation for `Test.expect`: fails if the status of the response is not one of these. */
export function requireStatus(...statuses: readonly number[]) {
  return ({ status, text }: Response): void => {
    if (!statuses.includes(status)) {
      throw new Error(
        `expected ${statuses.join(' or ')}, got ${status}: ${text}`,
      );
    }
  };
}
