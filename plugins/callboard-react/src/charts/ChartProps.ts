import type { EChartsCoreOption } from 'echarts/core';

/** The data of a chart. @public */
export interface ChartProps {
  /**
   * An ECharts option. Bars, lines, areas, pies, heat maps, calendars and trees are available.
   * Colours, fonts and grid lines come from the portal's theme. Memoise the object with `useMemo`.
   */
  option: EChartsCoreOption;
  /** In pixels; the width is that of the container. */
  height: number;
  /** The subject of the chart and its main finding, for screen readers. */
  label: string;
  /** Called with the index of the clicked bar, point or slice, and the id of its series. */
  onSelect?: (index: number, seriesId: string) => void;
  /** The index whose tooltip is shown while the keyboard moves over the chart. */
  highlighted?: number;
  /**
   * Identifies the subject of the chart. While it stays the same, only changed values are animated.
   * Without it, every option is drawn from scratch.
   */
  subject?: string;
}
