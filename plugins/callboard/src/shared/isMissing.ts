import { getErrorStatus } from '@callboard/plugin-callboard-react';

/** Whether a resource does not exist. The server rejects a malformed id with a 400. */
export function isMissing(error: unknown): boolean {
  const status = getErrorStatus(error);
  return status === 404 || status === 400;
}
