import type { Endpoint } from '@callboard/plugin-callboard-common';

/**
 * The cache key of an endpoint's responses. Without `input` it is the prefix of all of them, for
 * invalidation after a change.
 *
 * @public
 */
export function getQueryKey(
  endpoint: Endpoint,
  input?: { params?: unknown; query?: unknown },
): readonly unknown[] {
  const prefix = ['callboard', endpoint.method, endpoint.path];
  return input
    ? [...prefix, { params: input.params, query: input.query }]
    : prefix;
}
