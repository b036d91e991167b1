import { ThemeProvider, useTheme } from '@mui/material/styles';
import { useMemo, type ReactNode } from 'react';
import { QueryClientProvider, QueryClient } from '@tanstack/react-query';
import { createPortalSingletonHook } from '../hooks/createPortalSingletonHook';
import { SearchHost } from '../search/SearchHost';
import { createCallboardTheme } from './createCallboardTheme';
import { ToastHost } from '../toasts/ToastHost';
import { getErrorStatus, getRetryAfter } from './getProblems';

const MAX_RETRIES = 2;

/** The first retry follows a second after a failure, the second one two seconds after that. */
const LAST_RETRY_SECONDS = 2;

/**
 * A 4xx means that the request itself is wrong, so a retry would fail the same way. If the server
 * asks for a longer delay, as after a query timeout, retries would only delay the error.
 */
function shouldRetry(failures: number, error: unknown): boolean {
  const status = getErrorStatus(error);
  const isOver = (getRetryAfter(error) ?? 0) > LAST_RETRY_SECONDS;
  return (
    failures < MAX_RETRIES && !isOver && (status === undefined || status >= 500)
  );
}

/** The query client of a portal, with Callboard's rules. */
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
 * The query cache shared by all of Callboard, for components without visible output or other needs.
 * Pages, tabs, cards and widgets use `CallboardProvider`.
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
 * Wraps each page, tab, card and widget of a Callboard plugin. They share one cache, so two cards
 * with the same data send one request, and one theme. Each also registers the search shortcut.
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
