import { NumberMetricName, MetricSource } from './vocabulary';

/** A chart type and its requirements; omitted properties are unrestricted. @public */
export interface ChartType {
  readonly title: string;
  /** Whether the chart needs an axis; a number has none. */
  readonly axis: 'needed' | 'date' | 'optional' | 'none';
  readonly group: 'needed' | 'optional' | 'none';
  /** The supported sources. */
  readonly sources?: readonly MetricSource[];
  /** The supported metrics; the first is the default. */
  readonly metrics?: readonly NumberMetricName[];
  /**
   * The days that the chart needs: a range, or those of the one cycle among its filters. They are
   * set by default.
   */
  readonly days?: 'range' | 'cycle';
  /** Whether the chart has a bar for each day, week or month without an axis. */
  readonly isByInterval?: true;
}

const work = ['work_items'] as const;
const estimates = ['count', 'estimate_points', 'estimate_minutes'] as const;

/** Common properties of the charts of work item history. */
const history = { axis: 'none', group: 'none', sources: work } as const;

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
  burndown: {
    title: 'Burndown',
    ...history,
    metrics: estimates,
    days: 'cycle',
    isByInterval: true,
  },
  burnup: {
    title: 'Burnup',
    ...history,
    metrics: estimates,
    days: 'cycle',
    isByInterval: true,
  },
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
    metrics: estimates,
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
