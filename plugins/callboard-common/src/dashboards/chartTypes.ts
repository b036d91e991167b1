import { NumberMetricName, NumberSource } from './vocabulary';

/**
 * How numbers are drawn. What is left out of an entry is left open by the chart type.
 *
 * @public
 */
export interface ChartType {
  readonly title: string;
  /** Whether it has an axis: a number has none. */
  readonly axis: 'needed' | 'date' | 'optional' | 'none';
  readonly group: 'needed' | 'optional' | 'none';
  /** The sources that it can be of. */
  readonly sources?: readonly NumberSource[];
  /** The metrics that it can have; the first is what it has by default. */
  readonly metrics?: readonly NumberMetricName[];
  /**
   * Which days it needs: those of a range, or of the one cycle among the filters
   * instead. It has them by default.
   */
  readonly days?: 'range' | 'cycle';
  /** Whether it has a bar for each day, week or month without an axis. */
  readonly isByInterval?: true;
}

const work = ['work_items'] as const;
const estimates = ['count', 'estimate_points', 'estimate_minutes'] as const;

/** What the charts of the history of work items have in common. */
const history = { axis: 'none', group: 'none', sources: work } as const;

/** @public */
export const chartTypes = {
  bar: { title: 'Bars', axis: 'needed', group: 'optional' },
  stacked_bar: { title: 'Stacked bars', axis: 'needed', group: 'needed' },
  line: { title: 'Lines', axis: 'needed', group: 'optional' },
  area: { title: 'Areas', axis: 'needed', group: 'optional' },
  donut: { title: 'Donut', axis: 'needed', group: 'none' },
  // The axis says which date a range is about.
  number: { title: 'Number', axis: 'date', group: 'none' },
  heatmap: { title: 'Heat map', axis: 'needed', group: 'needed' },
  table: { title: 'Table', axis: 'needed', group: 'optional' },
  burndown: {
    title: 'Burn-down',
    ...history,
    metrics: estimates,
    days: 'cycle',
    isByInterval: true,
  },
  burnup: {
    title: 'Burn-up',
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
    title: 'Created and completed',
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

/** A chart of the history of work items, over the days that it needs. @public */
export type ChartOverTime = {
  [Name in ChartTypeName]: (typeof chartTypes)[Name] extends { days: string }
    ? Name
    : never;
}[ChartTypeName];

/** Whether a chart is of the history of work items. @public */
export function isOverTime(chart: ChartTypeName): chart is ChartOverTime {
  return 'days' in chartTypes[chart];
}
