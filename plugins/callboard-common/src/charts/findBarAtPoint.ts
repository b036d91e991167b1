import { ChartBars, DrawnChartType } from './ChartRequest';

/** The maximum number of slices in a readable ring. */
const MAX_SLICES = 12;

interface Slices {
  shownBars: ChartBars['data'];
  /** The bars combined into one slice. */
  otherBars: ChartBars['data'];
}

/**
 * Splits bars into slices: each of the largest bars gets its own slice, in the original order. One
 * slice combines all other bars; a single other bar gets its own slice too.
 */
export function toSlices({ data }: ChartBars): Slices {
  if (data.length <= MAX_SLICES) {
    return { shownBars: data, otherBars: [] };
  }
  const largest = new Set(
    [...data]
      .sort((a, b) => (b.count ?? 0) - (a.count ?? 0))
      .slice(0, MAX_SLICES - 1),
  );
  return {
    shownBars: data.filter(bar => largest.has(bar)),
    otherBars: data.filter(bar => !largest.has(bar)),
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
 * Finds the bar that a point of a drawn chart belongs to; undefined if the point has no bar.
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
  const isHeatmap = chart.chart_type === 'heatmap';
  const rows = Math.max(1, groups.length);
  const points =
    chart.chart_type === 'donut' ? toSlices(chart.bars).shownBars : data;
  const bar = points[isHeatmap ? Math.floor(dataIndex / rows) : dataIndex];
  // A heat map has one series for all groups. The points of a cycle time chart have no group.
  const group = isHeatmap
    ? groups[dataIndex % rows]
    : groups.find(key => key === seriesId);
  if (!bar || group === IDEAL) {
    return undefined;
  }
  return { key: bar.key, ...(group === undefined ? {} : { group }) };
}
