import type { Query, QueryClient, QueryKey } from '@tanstack/react-query';

/** Queries that a timer refetches, without any change. */
const patient = new WeakSet<Query>();

/**
 * Refetches what is on the page. As the page knows of no change, it accepts an answer
 * that was made for somebody else a little earlier.
 */
export function refetchPatiently(queries: QueryClient, queryKey: QueryKey) {
  const idle = { queryKey, type: 'active', fetchStatus: 'idle' } as const;
  for (const query of queries.getQueryCache().findAll(idle)) {
    patient.add(query);
  }
  void queries.refetchQueries(idle);
}

/** Whether the request that is about to be sent comes from `refetchPatiently`. */
export function isPatient(queries: QueryClient, queryKey: QueryKey): boolean {
  const query = queries.getQueryCache().find({ queryKey });
  return query !== undefined && patient.delete(query);
}
