import { chartThemeOf } from '@callboard/plugin-callboard-common/charts';
import { alpha, type Theme } from '@mui/material/styles';

/** How charts look in the portal's theme, as a theme object of ECharts. */
export function chartTheme(theme: Theme): object {
  return chartThemeOf({
    mode: theme.palette.mode,
    text: theme.palette.text.secondary,
    strongText: theme.palette.text.primary,
    faint: alpha(theme.palette.text.primary, 0.12),
    paper: theme.palette.background.paper,
    fontFamily: theme.typography.fontFamily,
  });
}
