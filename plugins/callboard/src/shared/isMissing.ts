import { getErrorStatus } from '@callboard/plugin-callboard-react';

/** Whether a resource does not exist. For a malformed id in the URL, the server returns 400. */
export function isMissing(error: unknown): boolean {
  const status = getErrorStatus(error);
  return status === 404 || status === 400;
}
