import {
  chartPalettes,
  createChartTheme,
} from '@callboard/plugin-callboard-common/charts';
import { useTheme, alpha, type Theme } from '@mui/material/styles';

export function getChartTheme(theme: Theme): object {
  return createChartTheme({
    mode: theme.palette.mode,
    text: theme.palette.text.secondary,
    strongText: theme.palette.text.primary,
    faint: alpha(theme.palette.text.primary, 0.12),
    paper: theme.palette.background.paper,
    fontFamily: theme.typography.fontFamily,
  });
}

/** The chart palette of the portal's theme. @public */
export function useChartPalette(): readonly string[] {
  return chartPalettes[useTheme().palette.mode];
}
