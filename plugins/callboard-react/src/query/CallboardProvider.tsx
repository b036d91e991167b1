import { ThemeProvider, useTheme } from '@mui/material/styles';
import { useMemo, type ReactNode } from 'react';
import { SearchHost } from '../search/SearchHost';
import { calmTheme } from '../theme/calmTheme';
import { ToastHost } from '../toasts/ToastHost';
import { CallboardCache } from './CallboardCache';

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
    <CallboardCache>
      <ThemeProvider theme={theme}>
        {props.children}
        <SearchHost />
        <ToastHost />
      </ThemeProvider>
    </CallboardCache>
  );
}
