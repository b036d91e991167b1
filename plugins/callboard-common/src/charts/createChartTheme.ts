import { ChartInk } from './ChartInk';
import { chartPalettes } from './chartPalettes';

/** An ECharts theme that matches the page. @public */
export function createChartTheme(ink: ChartInk): object {
  const axis = {
    axisLine: { lineStyle: { color: ink.faint } },
    axisTick: { show: false },
    axisLabel: { color: ink.text, fontSize: 11 },
    splitLine: { lineStyle: { color: [ink.faint] } },
  };
  return {
    color: [...chartPalettes[ink.mode]],
    backgroundColor: 'transparent',
    textStyle: { fontFamily: ink.fontFamily, color: ink.text },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false } },
    timeAxis: { ...axis, splitLine: { show: false } },
    title: { textStyle: { color: ink.strongText } },
    legend: {
      textStyle: { color: ink.strongText },
      pageTextStyle: { color: ink.text },
      pageIconColor: ink.text,
      pageIconInactiveColor: ink.faint,
    },
    visualMap: { textStyle: { color: ink.text } },
    scatter: {
      // Without its own colour, a name beside a line gets a light outline.
      markLine: { label: { color: ink.text, textBorderWidth: 0 } },
    },
    tooltip: {
      backgroundColor: ink.paper,
      borderColor: ink.faint,
      textStyle: { color: ink.strongText, fontSize: 12 },
    },
  };
}
