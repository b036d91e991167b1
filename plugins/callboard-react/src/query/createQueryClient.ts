import { QueryClient } from '@tanstack/react-query';
import { retryAfterOf } from './retryAfterOf';
import { statusOf } from './statusOf';

const MAX_RETRIES = 2;

/** The first retry comes a second after a failure, and the second one two after it. */
const LAST_RETRY_SECONDS = 2;

/**
 * A 4xx says the request itself is wrong: asking again changes nothing. A server that
 * needs longer, as for an answer that took too long to find, would be asked in vain while
 * nobody is told.
 */
function worthRetrying(failures: number, error: unknown): boolean {
  const status = statusOf(error);
  const isOver = (retryAfterOf(error) ?? 0) > LAST_RETRY_SECONDS;
  return (
    failures < MAX_RETRIES && !isOver && (status === undefined || status >= 500)
  );
}

/** The query client of a portal, with Callboard's rules. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: worthRetrying,
        staleTime: 30_000,
        // Being offline should show as an error with a retry, not as a
        // skeleton that never ends.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
