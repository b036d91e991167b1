import { isError } from '@backstage/errors';

/** What octokit throws where GitHub does not answer as it should. */
export interface RequestError extends Error {
  /** What GitHub answers; 500 where it does not. */
  status: number;
  response?: { headers: Readonly<Record<string, string | undefined>> };
}

/**
 * Whether it is one. Octokit has a class for them, in several versions at once:
 * what is thrown need not be of the one that could be imported here.
 */
export function isRequestError(error: unknown): error is RequestError {
  return isError(error) && Number.isInteger(error.status);
}
