import { useTheme } from '@mui/material/styles';
import { chartPalettes } from './chartPalettes';

/** The palette for the theme the portal is in. @public */
export function useChartPalette(): readonly string[] {
  return chartPalettes[useTheme().palette.mode];
}
