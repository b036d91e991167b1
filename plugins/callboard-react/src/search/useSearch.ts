import {
  endpoints,
  isSearchable,
  type SearchResult,
} from '@callboard/plugin-callboard-common';
import { useDebounced } from '../hooks/useDebounced';
import { useCallboardQuery } from '../query/useCallboardQuery';

/** As many as can be looked through. */
const LIMIT = 20;

const STALE_MS = 10_000;

/**
 * What is found for a text that somebody types. An answer is only ever shown for
 * the text it is for; what is no longer wanted is cancelled.
 */
export function useSearch(typed: string): {
  /** Undefined while there is no answer for this text. */
  results: SearchResult[] | undefined;
  error: Error | null;
  retry: () => void;
} {
  const text = typed.trim();
  const settled = useDebounced(text);
  const { data, error, isFetching, refetch } = useCallboardQuery(
    endpoints.search,
    { query: { q: settled, limit: LIMIT } },
    {
      enabled: isSearchable(settled),
      staleTime: STALE_MS,
      // Whoever types asks again before a retry would.
      retry: false,
    },
  );
  const isCurrent = text === settled;
  return {
    results: isCurrent ? data?.items : undefined,
    error: isCurrent && !isFetching ? error : null,
    retry: refetch,
  };
}
