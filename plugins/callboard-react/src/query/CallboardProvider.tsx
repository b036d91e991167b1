import { ThemeProvider, useTheme } from '@mui/material/styles';
import { QueryClientProvider } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { oncePerPortal } from '../api/oncePerPortal';
import { SearchHost } from '../search/SearchHost';
import { calmTheme } from '../theme/calmTheme';
import { ToastHost } from '../toasts/ToastHost';
import { createQueryClient } from './createQueryClient';

const useQueryClientOfPortal = oncePerPortal(createQueryClient);

/**
 * Wraps each page, tab, card and widget of a Callboard plugin. All of them
 * share one cache, so two cards that show the same thing ask for it once, and
 * one look. Wherever there is one, a shortcut opens the search.
 *
 * @public
 */
export function CallboardProvider(props: { children: ReactNode }) {
  const portalTheme = useTheme();
  const theme = useMemo(() => calmTheme(portalTheme), [portalTheme]);
  return (
    <QueryClientProvider client={useQueryClientOfPortal()}>
      <ThemeProvider theme={theme}>
        {props.children}
        <SearchHost />
        <ToastHost />
      </ThemeProvider>
    </QueryClientProvider>
  );
}
