import { WidgetBars } from '../dashboards/numbers';
import { DrawnChartType } from './ChartRequest';
import { groupsOf } from './groupsOf';

/** A bar, or the part of it that belongs to a group. @public */
export interface BarBehind {
  key: string;
  group?: string;
}

/**
 * The bar that a point of a drawn chart stands for; undefined where it stands for
 * none.
 *
 * @param dataIndex - the place of the point in its series, as ECharts tells it
 * @param seriesIndex - the place of its series
 * @public
 */
export function barBehind(
  chart: { chart_type: DrawnChartType; bars: WidgetBars },
  dataIndex: number,
  seriesIndex: number,
): BarBehind | undefined {
  const { data } = chart.bars;
  // The points of cycle times are told apart by nothing.
  const groups =
    chart.chart_type === 'cycle_time'
      ? []
      : groupsOf(chart.chart_type, chart.bars).map(([key]) => key);
  const isMap = chart.chart_type === 'heatmap';
  const rows = Math.max(1, groups.length);
  const bar = data[isMap ? Math.floor(dataIndex / rows) : dataIndex];
  const group = groups[isMap ? dataIndex % rows : seriesIndex];
  return bar && { key: bar.key, ...(group === undefined ? {} : { group }) };
}
