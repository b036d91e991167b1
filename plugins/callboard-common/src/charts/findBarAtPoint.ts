import { ChartBars, DrawnChartType } from './ChartRequest';

/** The maximum number of slices in a readable ring. */
const MAX_SLICES = 12;

interface Slices {
  shown: ChartBars['data'];
  /** The bars combined into one slice. */
  others: ChartBars['data'];
}

/**
 * The bars with their own slice: the largest, in their original order. The rest are combined into
 * one slice, unless that would be a single bar.
 */
export function toSlices({ data }: ChartBars): Slices {
  if (data.length <= MAX_SLICES) {
    return { shown: data, others: [] };
  }
  const largest = new Set(
    [...data]
      .sort((one, other) => (other.count ?? 0) - (one.count ?? 0))
      .slice(0, MAX_SLICES - 1),
  );
  return {
    shown: data.filter(bar => largest.has(bar)),
    others: data.filter(bar => !largest.has(bar)),
  };
}

/** The key of the ideal line, which has no rows behind it. @public */
export const IDEAL = 'ideal';

/** A bar, or the part of it that belongs to a group. @public */
export interface SelectedBar {
  key: string;
  group?: string;
}

/**
 * Finds the bar that a point of a drawn chart belongs to; undefined if the point has none.
 *
 * @param dataIndex - the index of the point in its series, as ECharts reports it
 * @param seriesId - the id of its series: the key of its group
 * @public
 */
export function findBarAtPoint(
  chart: { chart_type: DrawnChartType; bars: ChartBars },
  dataIndex: number,
  seriesId: string,
): SelectedBar | undefined {
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
