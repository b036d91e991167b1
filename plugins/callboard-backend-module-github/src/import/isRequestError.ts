import { isError } from '@backstage/errors';

/** An octokit error for an unexpected response. */
export interface RequestError extends Error {
  /** The status of GitHub's response; 500 without a response. */
  status: number;
  response?: { headers: Readonly<Record<string, string | undefined>> };
}

/**
 * Whether a value is such an error. Octokit has several versions of the class at once, so
 * `instanceof` with an imported one is not reliable.
 */
export function isRequestError(error: unknown): error is RequestError {
  return isError(error) && Number.isInteger(error.status);
}
