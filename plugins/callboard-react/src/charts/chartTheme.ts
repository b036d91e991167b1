import { alpha, type Theme } from '@mui/material/styles';
import { chartPalettes } from './chartPalettes';

/** How charts look in the portal's theme, as a theme object of ECharts. */
export function chartTheme(theme: Theme): object {
  const text = theme.palette.text.secondary;
  const faint = alpha(theme.palette.text.primary, 0.12);
  const axis = {
    axisLine: { lineStyle: { color: faint } },
    axisTick: { show: false },
    axisLabel: { color: text, fontSize: 11 },
    splitLine: { lineStyle: { color: [faint] } },
  };
  return {
    color: [...chartPalettes[theme.palette.mode]],
    backgroundColor: 'transparent',
    textStyle: { fontFamily: theme.typography.fontFamily, color: text },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false } },
    timeAxis: { ...axis, splitLine: { show: false } },
    legend: { textStyle: { color: theme.palette.text.primary } },
    tooltip: {
      backgroundColor: theme.palette.background.paper,
      borderColor: faint,
      textStyle: { color: theme.palette.text.primary, fontSize: 12 },
    },
  };
}
