import type { EChartsCoreOption } from 'echarts/core';

/** The data of a chart. @public */
export interface ChartProps {
  /**
   * As ECharts describes it: bars, lines, areas, pies, heat maps, calendars and
   * trees are there. Colours, fonts and grid lines come from the portal's theme.
   * Keep the object the same between draws, with `useMemo`.
   */
  option: EChartsCoreOption;
  /** In pixels; the width is that of the place. */
  height: number;
  /** The subject of the chart and its main finding, for screen readers. */
  label: string;
  /** Called with the index of a clicked bar, point or slice, and the id of its series. */
  onSelect?: (index: number, seriesId: string) => void;
  /** The index whose tooltip shows, when the keyboard moves over the chart. */
  highlighted?: number;
  /**
   * What is drawn, other than its numbers: while it stays the same, only what has
   * changed moves. Without it, every option is drawn anew.
   */
  subject?: string;
}
