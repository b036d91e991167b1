import { QueryClient } from '@tanstack/react-query';
import { statusOf } from './statusOf';

const MAX_RETRIES = 2;

/** A 4xx says the request itself is wrong: asking again changes nothing. */
function worthRetrying(failures: number, error: unknown): boolean {
  const status = statusOf(error);
  return failures < MAX_RETRIES && (status === undefined || status >= 500);
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
