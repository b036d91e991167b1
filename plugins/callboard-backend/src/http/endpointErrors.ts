import { Endpoint } from '@callboard/plugin-callboard-common';

export const errorDescriptions = {
  400: 'Invalid input; the message names each invalid field',
  401: 'No valid credentials',
  403: 'Permission denied',
  404: 'Not found, or not visible to the caller',
  409: 'Conflicts with the current state',
  412: 'The resource has changed since it was read',
  413: 'The body exceeds 1 MB, or the file exceeds its limit',
  429: 'Too many requests; retry after the time in Retry-After',
  503: 'The database is unavailable or overloaded; retry after the time in Retry-After',
} as const;

type ErrorStatus = keyof typeof errorDescriptions;

/** The query parameters that name a resource, which can be missing or invisible. */
const WORKSPACE_PARAMETERS = ['workspace', 'workspace_id', 'project'];

export function listErrorStatuses(endpoint: Endpoint): ErrorStatus[] {
  const { params, query, body, access } = endpoint;
  const needsCredentials = access.kind !== 'public';
  const parameters = Object.keys(query.shape);
  const canOccur: Record<ErrorStatus, boolean> = {
    400: true,
    401: needsCredentials,
    403: needsCredentials,
    404:
      Object.keys(params.shape).length > 0 ||
      (access.kind !== 'user' &&
        WORKSPACE_PARAMETERS.some(name => parameters.includes(name))),
    409: endpoint.canConflict ?? false,
    412: endpoint.isConditional ?? false,
    413: body !== undefined,
    429: Boolean(
      endpoint.isHeavy ||
        endpoint.isRateLimited ||
        endpoint.download ||
        endpoint.upload ||
        parameters.includes('q') ||
        parameters.includes('search'),
    ),
    503: true,
  };
  return Object.keys(errorDescriptions)
    .map(status => Number(status) as ErrorStatus)
    .filter(status => canOccur[status]);
}
