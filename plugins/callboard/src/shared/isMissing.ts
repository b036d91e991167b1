import { getErrorStatus } from '@callboard/plugin-callboard-react';

/** Whether an error says that a resource does not exist. A malformed id in a URL returns 400. */
export function isMissing(error: unknown): boolean {
  const status = getErrorStatus(error);
  return status === 404 || status === 400;
}
