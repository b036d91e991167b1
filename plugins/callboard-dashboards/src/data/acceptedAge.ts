import type {
  Query,
  QueryClient,
  QueryFilters,
  QueryKey,
} from '@tanstack/react-query';

/** The accepted age of the next response to a query, in seconds. */
const ages = new WeakMap<Query, number>();

/**
 * Refetches the queries of the page, and accepts responses that were cached for another user up to
 * `max_age` seconds ago. With 0, running requests are restarted: their responses may be older.
 */
export function refetchAccepting(
  max_age: number,
  queries: QueryClient,
  queryKey: QueryKey,
): Promise<void> {
  const shown: QueryFilters = {
    queryKey,
    type: 'active',
    fetchStatus: max_age > 0 ? 'idle' : undefined,
  };
  for (const query of queries.getQueryCache().findAll(shown)) {
    ages.set(query, max_age);
  }
  return queries.refetchQueries(shown);
}

/**
 * Returns the accepted age of the next response. Undefined unless `refetchAccepting` started the
 * request.
 */
export function takeAcceptedAge(
  queries: QueryClient,
  queryKey: QueryKey,
): number | undefined {
  const query = queries.getQueryCache().find({ queryKey });
  const age = query && ages.get(query);
  if (query) {
    ages.delete(query);
  }
  return age;
}
