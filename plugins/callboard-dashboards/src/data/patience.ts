import type {
  Query,
  QueryClient,
  QueryKey,
  UseQueryOptions,
} from '@tanstack/react-query';

/** Those that are asked again by the clock alone. */
const patient = new WeakSet<Query>();

/**
 * Asks again for what is on the page. As nothing has changed that the page has heard
 * of, answers will do that others have been given before.
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

/** Whether what is asked for now was asked for by `refetchPatiently`. */
export function isPatient(queries: QueryClient, queryKey: QueryKey): boolean {
  const query = queries.getQueryCache().find({ queryKey });
  return query !== undefined && patient.delete(query);
}
