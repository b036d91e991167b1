import { chartPalettes } from '@callboard/plugin-callboard-common/charts';
import { useTheme } from '@mui/material/styles';

/** The palette for the theme the portal is in. @public */
export function useChartPalette(): readonly string[] {
  return chartPalettes[useTheme().palette.mode];
}
