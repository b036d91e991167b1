import { ChartType, ChartTypeName, chartTypes } from './chartTypes';
import {
  NumberAxis,
  numberAxes,
  NumberAxisName,
  NumberMetric,
  NumberMetricName,
  numberMetrics,
  MetricSource,
} from './vocabulary';

/** The settings of a widget that must be compatible. @public */
export interface NumberCombination {
  source: MetricSource;
  chart_type: ChartTypeName;
  x_axis?: NumberAxisName | null;
  group_by?: NumberAxisName | null;
  metric: NumberMetricName;
}

/** A field that is incompatible with the others, and the reason. @public */
export interface CombinationProblem {
  path: 'chart_type' | 'x_axis' | 'group_by' | 'metric';
  message: string;
}

/** Lists why a query is invalid; empty if it is valid. @public */
export function findCombinationProblems(
  combination: NumberCombination,
): CombinationProblem[] {
  const { source, chart_type, x_axis, group_by, metric } = combination;
  const chart: ChartType = chartTypes[chart_type];
  const { isNumberOnly, isOfCompleted, sources }: NumberMetric =
    numberMetrics[metric];
  const problems: CombinationProblem[] = [];
  const say = (path: CombinationProblem['path'], message: string) =>
    problems.push({ path, message });

  if (chart.sources && !chart.sources.includes(source)) {
    const open = chart.sources.join(', ');
    say('chart_type', `the chart type ${chart_type} supports only ${open}`);
  }
  if (!sources.includes(source)) {
    say('metric', `${metric} is not a metric of ${source}`);
  } else if (chart.metrics && !chart.metrics.includes(metric)) {
    const open = chart.metrics.join(', ');
    say('metric', `the chart type ${chart_type} supports only ${open}`);
  }
  if (isNumberOnly && chart_type !== 'number' && !chart.metrics) {
    say('metric', `${metric} requires the chart type number`);
  }
  if (chart.axis === 'needed' && !x_axis) {
    say('x_axis', `is required for the chart type ${chart_type}`);
  }
  if (chart.group === 'needed' && !group_by) {
    say('group_by', `is required for the chart type ${chart_type}`);
  }
  if (chart.axis === 'none' && x_axis) {
    say('x_axis', `is not supported by the chart type ${chart_type}`);
  }
  if (chart.group === 'none' && group_by) {
    say('group_by', `is not supported by the chart type ${chart_type}`);
  }
  if (x_axis && x_axis === group_by) {
    say('group_by', 'must not be the same as x_axis');
  }
  for (const [path, name] of [
    ['x_axis', x_axis],
    ['group_by', group_by],
  ] as const) {
    if (!name) {
      continue;
    }
    const axis: NumberAxis = numberAxes[name];
    if (!axis.sources.includes(source)) {
      say(path, `${name} is not an axis of ${source}`);
    }
    if (isOfCompleted && axis.order === 'date' && name !== 'COMPLETED_AT') {
      say(path, `${metric} counts completed items: use COMPLETED_AT`);
    }
    if (path === 'x_axis' && chart.axis === 'date' && axis.order !== 'date') {
      say(path, `must be a date for the chart type ${chart_type}`);
    }
  }
  return problems;
}
