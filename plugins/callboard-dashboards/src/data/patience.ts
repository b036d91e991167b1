import type {
  Query,
  QueryClient,
  QueryKey,
  UseQueryOptions,
} from '@tanstack/react-query';

/** Queries that a timer refetches, without any change. */
const patient = new WeakSet<Query>();

/**
 * Refetches what is on the page. As the page knows of no change, it accepts an answer
 * that was made for somebody else a little earlier.
 */
export function refetchPatiently(queries: QueryClient, queryKey: QueryKey) {
  const idle = queries
    .getQueryCache()
    .findAll({ queryKey, type: 'active', fetchStatus: 'idle' });
  for (const query of idle) {
    patient.add(query);
    query.fetch(query.options as UseQueryOptions).catch(() => {});
  }
}

/** Whether the request that is about to be sent comes from `refetchPatiently`. */
export function isPatient(queries: QueryClient, queryKey: QueryKey): boolean {
  const query = queries.getQueryCache().find({ queryKey });
  return query !== undefined && patient.delete(query);
}
