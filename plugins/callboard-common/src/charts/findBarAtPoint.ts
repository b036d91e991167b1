import { ChartBars, DrawnChartType } from './ChartRequest';
import { toSlices } from './toSlices';

/** The key of the ideal line, which has no rows behind it. @public */
export const IDEAL = 'ideal';

/** A bar, or the part of it that belongs to a group. @public */
export interface BarBehind {
  key: string;
  group?: string;
}

/**
 * The bar of a point in a drawn chart; undefined if it has none.
 *
 * @param dataIndex - the index of the point in its series, as ECharts reports it
 * @param seriesId - the id of its series: the key of its group
 * @public
 */
export function findBarAtPoint(
  chart: { chart_type: DrawnChartType; bars: ChartBars },
  dataIndex: number,
  seriesId: string,
): BarBehind | undefined {
  const { data, schema } = chart.bars;
  const groups = Object.keys(schema);
  const isMap = chart.chart_type === 'heatmap';
  const rows = Math.max(1, groups.length);
  const points =
    chart.chart_type === 'donut' ? toSlices(chart.bars).shown : data;
  const bar = points[isMap ? Math.floor(dataIndex / rows) : dataIndex];
  // The single series of a map has all groups; the points of cycle times have none.
  const group = isMap
    ? groups[dataIndex % rows]
    : groups.find(key => key === seriesId);
  if (!bar || group === IDEAL) {
    return undefined;
  }
  return { key: bar.key, ...(group === undefined ? {} : { group }) };
}
