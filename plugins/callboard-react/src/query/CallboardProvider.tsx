import { ThemeProvider, useTheme } from '@mui/material/styles';
import { useMemo, type ReactNode } from 'react';
import { QueryClientProvider, QueryClient } from '@tanstack/react-query';
import { createPortalSingletonHook } from '../hooks/createPortalSingletonHook';
import { SearchHost } from '../search/SearchHost';
import { createCallboardTheme } from './createCallboardTheme';
import { ToastHost } from '../toasts/ToastHost';
import { getErrorStatus, getRetryAfter } from './getProblems';

const MAX_RETRIES = 2;

/** React Query waits one second before the first retry, and two seconds before the last. */
const LAST_RETRY_SECONDS = 2;

/**
 * Retries only if the server did not respond or failed with a 5xx, because a 4xx would recur. If
 * `Retry-After` exceeds the delay of the last retry, as after a query timeout, retries would fail
 * too and only delay the error.
 */
function shouldRetry(failureCount: number, error: unknown): boolean {
  const status = getErrorStatus(error);
  const mustWaitLonger = (getRetryAfter(error) ?? 0) > LAST_RETRY_SECONDS;
  return (
    failureCount < MAX_RETRIES &&
    !mustWaitLonger &&
    (status === undefined || status >= 500)
  );
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: shouldRetry,
        staleTime: 30_000,
        // Offline, a query should show an error with a retry, not an endless skeleton.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

const useQueryClientOfPortal = createPortalSingletonHook(createQueryClient);

/**
 * Provides only the query cache shared by all Callboard plugins, for components that run in the
 * background of every portal page. Anything visible, such as pages, tabs, cards, widgets and
 * dialogs, uses `CallboardProvider`.
 *
 * @public
 */
export function CallboardCache(props: { children: ReactNode }) {
  return (
    <QueryClientProvider client={useQueryClientOfPortal()}>
      {props.children}
    </QueryClientProvider>
  );
}

/**
 * Wraps each page, tab, card and widget of a Callboard plugin. Provides Callboard's theme, and the
 * query cache shared by all Callboard plugins, so that two cards with the same data send one
 * request. One of the mounted providers also renders toasts and the search with its shortcut.
 *
 * @public
 */
export function CallboardProvider(props: { children: ReactNode }) {
  const portalTheme = useTheme();
  const theme = useMemo(() => createCallboardTheme(portalTheme), [portalTheme]);
  return (
    <CallboardCache>
      <ThemeProvider theme={theme}>
        {props.children}
        <SearchHost />
        <ToastHost />
      </ThemeProvider>
    </CallboardCache>
  );
}
