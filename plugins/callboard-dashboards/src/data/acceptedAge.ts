import type {
  Query,
  QueryClient,
  QueryFilters,
  QueryKey,
} from '@tanstack/react-query';

/** How old the next answer to a query may be, in seconds. */
const ages = new WeakMap<Query, number>();

/**
 * Refetches what is on the page, and accepts answers that were made for somebody else
 * as long ago as `max_age` seconds. With 0, requests under way are sent anew: they may
 * have been answered before.
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
 * How old the answer may be to the request that is about to be sent. Undefined unless
 * it comes from `refetchAccepting`.
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
