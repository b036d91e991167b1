import { getErrorStatus } from '@callboard/plugin-callboard-react';

/** Whether an error means that a resource does not exist. The server returns 400 for a bad id. */
export function isMissing(error: unknown): boolean {
  const status = getErrorStatus(error);
  return status === 404 || status === 400;
}
