import { ThemeProvider, useTheme } from '@mui/material/styles';
import { useMemo, type ReactNode } from 'react';
import { SearchHost } from '../search/SearchHost';
import { createCallboardTheme } from '../theme/createCallboardTheme';
import { ToastHost } from '../toasts/ToastHost';
import { CallboardCache } from './CallboardCache';

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
