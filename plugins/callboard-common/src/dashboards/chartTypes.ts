import {
  NumberMetricName,
  MetricSource,
  NumberAxis,
  numberAxes,
  NumberAxisName,
  NumberMetric,
  numberMetrics,
} from './vocabulary';
import type { MetricQuery } from './widgetConfig';

/** A chart type and its requirements; omitted properties are unrestricted. @public */
export interface ChartType {
  readonly title: string;
  /** Whether the chart needs an axis. `date`: the axis is optional and must be a date. */
  readonly axis: 'needed' | 'date' | 'optional' | 'none';
  readonly group: 'needed' | 'optional' | 'none';
  /** The supported sources. */
  readonly sources?: readonly MetricSource[];
  /** The supported metrics; the first is the default. */
  readonly metrics?: readonly NumberMetricName[];
  /**
   * The days that the chart covers. `range`: its date range, by default the last 30 days. `cycle`:
   * the days of the only cycle in its filters; without exactly one cycle, its date range.
   */
  readonly days?: 'range' | 'cycle';
  /** Whether the chart has one point per day, week or month, although it has no axis. */
  readonly isByInterval?: true;
}

const work = ['work_items'] as const;
const countAndEstimates = [
  'count',
  'estimate_points',
  'estimate_minutes',
] as const;

/** Common properties of the charts of work item history. */
const history = { axis: 'none', group: 'none', sources: work } as const;

const cycleHistory = {
  ...history,
  metrics: countAndEstimates,
  days: 'cycle',
  isByInterval: true,
} as const;

/** @public */
export const chartTypes = {
  bar: { title: 'Bar', axis: 'needed', group: 'optional' },
  stacked_bar: { title: 'Stacked bar', axis: 'needed', group: 'needed' },
  line: { title: 'Line', axis: 'needed', group: 'optional' },
  area: { title: 'Area', axis: 'needed', group: 'optional' },
  donut: { title: 'Donut', axis: 'needed', group: 'none' },
  // The axis selects the date that the range applies to.
  number: { title: 'Number', axis: 'date', group: 'none' },
  heatmap: { title: 'Heat map', axis: 'needed', group: 'needed' },
  table: { title: 'Table', axis: 'needed', group: 'optional' },
  burndown: { title: 'Burndown', ...cycleHistory },
  burnup: { title: 'Burnup', ...cycleHistory },
  cumulative_flow: {
    title: 'Cumulative flow',
    ...history,
    metrics: ['count', 'estimate_points'],
    days: 'range',
    isByInterval: true,
  },
  created_vs_completed: {
    title: 'Created vs completed',
    ...history,
    metrics: countAndEstimates,
    days: 'range',
    isByInterval: true,
  },
  cycle_time: {
    title: 'Cycle time',
    ...history,
    metrics: ['cycle_time_hours'],
    days: 'range',
  },
} as const satisfies Record<string, ChartType>;

/** @public */
export type ChartTypeName = keyof typeof chartTypes;

/** A chart of work item history over a period. @public */
export type ChartOverTime = {
  [Name in ChartTypeName]: (typeof chartTypes)[Name] extends { days: string }
    ? Name
    : never;
}[ChartTypeName];

/** Whether a chart shows work item history. @public */
export function isOverTime(chart: ChartTypeName): chart is ChartOverTime {
  return 'days' in chartTypes[chart];
}

/** The settings of a widget that must be compatible. @public */
export interface NumberCombination {
  source: MetricSource;
  chart_type: ChartTypeName;
  x_axis?: NumberAxisName | null;
  group_by?: NumberAxisName | null;
  metric: NumberMetricName;
}

/** Whether a chart has a bucket for each day, week or month. @public */
export function isByInterval({
  chart_type,
  x_axis,
  group_by,
}: Pick<MetricQuery, 'chart_type' | 'x_axis' | 'group_by'>): boolean {
  const chart: ChartType = chartTypes[chart_type];
  const hasDates = [x_axis, group_by].some(
    axis => axis && numberAxes[axis].order === 'date',
  );
  return chart.isByInterval ?? (hasDates && chart_type !== 'number');
}

/** A field that is incompatible with the others, and the reason. @public */
export interface CombinationProblem {
  path: 'chart_type' | 'x_axis' | 'group_by' | 'metric';
  message: string;
}

/** Lists the fields of a combination that are incompatible; empty if it is valid. @public */
export function findCombinationProblems(
  combination: NumberCombination,
): CombinationProblem[] {
  const { source, chart_type, x_axis, group_by, metric } = combination;
  const chart: ChartType = chartTypes[chart_type];
  const { isNumberOnly, isOfCompleted, sources }: NumberMetric =
    numberMetrics[metric];
  const problems: CombinationProblem[] = [];
  const addProblem = (path: CombinationProblem['path'], message: string) =>
    problems.push({ path, message });
  const formatSupported = (names: readonly string[]) =>
    `the chart type ${chart_type} supports only ${names.join(', ')}`;
  const axes = [
    ['x_axis', x_axis, chart.axis],
    ['group_by', group_by, chart.group],
  ] as const;

  if (chart.sources && !chart.sources.includes(source)) {
    addProblem('chart_type', formatSupported(chart.sources));
  }
  if (!sources.includes(source)) {
    addProblem('metric', `${metric} is not a metric of ${source}`);
  } else if (chart.metrics && !chart.metrics.includes(metric)) {
    addProblem('metric', formatSupported(chart.metrics));
  }
  if (isNumberOnly && chart_type !== 'number' && !chart.metrics) {
    addProblem('metric', `${metric} requires the chart type number`);
  }
  for (const [path, name, use] of axes) {
    if (use === 'needed' && !name) {
      addProblem(path, `is required for the chart type ${chart_type}`);
    }
    if (use === 'none' && name) {
      addProblem(path, `is not supported by the chart type ${chart_type}`);
    }
  }
  if (x_axis && x_axis === group_by) {
    addProblem('group_by', 'must not be the same as x_axis');
  }
  for (const [path, name, use] of axes) {
    if (!name) {
      continue;
    }
    const axis: NumberAxis = numberAxes[name];
    if (!axis.sources.includes(source)) {
      addProblem(path, `${name} is not an axis of ${source}`);
    }
    if (isOfCompleted && axis.order === 'date' && name !== 'COMPLETED_AT') {
      addProblem(path, `${metric} counts completed items: use COMPLETED_AT`);
    }
    if (use === 'date' && axis.order !== 'date') {
      addProblem(path, `must be a date for the chart type ${chart_type}`);
    }
  }
  return problems;
}
