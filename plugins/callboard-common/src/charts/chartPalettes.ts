/** The colours and the font around a chart. @public */
export interface ChartInk {
  mode: 'light' | 'dark';
  /** For axis labels. */
  text: string;
  /** For legends and tooltips. */
  strongText: string;
  /** For grid lines. */
  faint: string;
  /** The background of tooltips. */
  paper: string;
  fontFamily?: string;
}

/**
 * Eight colours for charts, for light and for dark pages: blue, orange, green, red, purple, cyan,
 * olive, grey. Each has a contrast of at least 2.5:1 to the page, and any two are distinguishable
 * with each kind of colour blindness.
 *
 * @public
 */
export const chartPalettes = {
  light: [
    '#0c5598',
    '#a95e03',
    '#238668',
    '#8c0000',
    '#915ad2',
    '#0ba3b3',
    '#ac9216',
    '#3e434b',
  ],
  dark: [
    '#567fd2',
    '#f3941c',
    '#7bcc9d',
    '#db5446',
    '#d59aff',
    '#9becfe',
    '#efdf69',
    '#9297a0',
  ],
} as const;

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
      // Without a colour, ECharts outlines the label of a line in a light colour.
      markLine: { label: { color: ink.text, textBorderWidth: 0 } },
    },
    tooltip: {
      backgroundColor: ink.paper,
      borderColor: ink.faint,
      textStyle: { color: ink.strongText, fontSize: 12 },
    },
  };
}
