import {
  endpoints,
  isSearchable,
  type SearchResult,
} from '@callboard/plugin-callboard-common';
import { useDebounced } from '../hooks/useDebounced';
import { useCallboardQuery } from '../query/useCallboardQuery';

/** As many results as a person can scan. */
const LIMIT = 20;

const STALE_MS = 10_000;

/**
 * Searches while the person types. Results are only shown for the text they belong to; obsolete
 * requests are cancelled.
 */
export function useSearch(typed: string): {
  /** Undefined until the response for this text arrives. */
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
      // The next keystroke sends a new request before a retry would.
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
