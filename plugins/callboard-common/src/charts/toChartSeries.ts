import { NumberBar } from '../dashboards/numbers';
import {
  ChartRequest,
  ChartBars,
  DrawnChartType,
  ChartLabels,
} from './ChartRequest';

/**
 * The groups of a chart, key and name, in drawing order. A cumulative flow has completed work at
 * the bottom and backlog at the top.
 */
function getChartGroups(
  chart_type: DrawnChartType,
  { schema }: ChartBars,
): Array<[key: string, name: string]> {
  const groups = Object.entries(schema);
  return chart_type === 'cumulative_flow' ? groups.reverse() : groups;
}

/** A line, or the bars of one colour: the values of one group, or of all rows. */
export interface ChartSeries {
  /** Undefined without grouping. */
  key?: string;
  name: string;
  values: Array<number | null>;
}

/** The value of a group in a bar; null if the bar has no value for the group. */
function getGroupValue(bar: NumberBar, group: string): number | null {
  const value = Object.hasOwn(bar, group) ? bar[group] : null;
  return typeof value === 'number' ? value : null;
}

/** The key of the series that combines the smallest groups; no group has this key. */
export const OTHERS = '=others';

/** The number of groups that a stack shows separately; more would be indistinguishable. */
const MAX_STACKED_GROUPS = 10;

/** The sum of the values of several series per bar; null if no series has a value. */
function sumSeries(series: readonly ChartSeries[]): Array<number | null> {
  const [first] = series;
  return first.values.map((_, index) => {
    const values = series.flatMap(({ values: all }) => all[index] ?? []);
    return values.length > 0
      ? values.reduce((sum, value) => sum + value, 0)
      : null;
  });
}

/** Merges the smallest groups of a stack into one series; the height of the stack stays the same. */
function mergeSmallSeries(
  series: readonly ChartSeries[],
  labels: ChartLabels,
): ChartSeries[] {
  if (series.length <= MAX_STACKED_GROUPS + 1) {
    return [...series];
  }
  const sumValues = ({ values }: ChartSeries) =>
    values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const largestSeries = new Set(
    [...series]
      .sort((a, b) => sumValues(b) - sumValues(a))
      .slice(0, MAX_STACKED_GROUPS),
  );
  const smallSeries = series.filter(line => !largestSeries.has(line));
  return [
    ...series.filter(line => largestSeries.has(line)),
    {
      key: OTHERS,
      name:
        labels.formatOthers?.(smallSeries.length) ?? `+${smallSeries.length}`,
      values: sumSeries(smallSeries),
    },
  ];
}

/** The series of a chart: one for each group, or one in total. */
export function toChartSeries({
  chart_type,
  bars,
  labels,
}: ChartRequest): ChartSeries[] {
  const groups = getChartGroups(chart_type, bars);
  if (groups.length === 0) {
    return [
      { name: labels.metric, values: bars.data.map(({ count }) => count) },
    ];
  }
  const series = groups.map(([key, name]) => ({
    key,
    name,
    values: bars.data.map(bar => getGroupValue(bar, key)),
  }));
  return chart_type === 'stacked_bar'
    ? mergeSmallSeries(series, labels)
    : series;
}

export function getGroupNames(series: readonly ChartSeries[]): string[] {
  return series.filter(({ key }) => key !== undefined).map(({ name }) => name);
}
