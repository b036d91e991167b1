import { chartPalettes } from '@callboard/plugin-callboard-common/charts';
import { useTheme } from '@mui/material/styles';

/** The chart palette of the portal's theme. @public */
export function useChartPalette(): readonly string[] {
  return chartPalettes[useTheme().palette.mode];
}
