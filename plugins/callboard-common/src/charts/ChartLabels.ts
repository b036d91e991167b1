import { NumberBar } from '../dashboards/numbers';

/** Formats the numbers and names of a chart. @public */
export interface ChartLabels {
  /** The metric: the name of the only line. */
  metric: string;
  /** An exact value of the metric: `12`, `2h 30m`; a dash for null. */
  formatValue(value: number | null): string;
  /** A short axis label: `12k`, `40h`. */
  tick(value: number): string;
  /** The unit of axis ticks: 60 for minutes, so that ticks are hours. */
  step: number;
  /** The name of a bar, or its formatted date. */
  formatBar(bar: Pick<NumberBar, 'key' | 'name'>): string;
  /** The name of a slice that combines several bars: `90 others`; `+90` by default. */
  formatOthers?(count: number): string;
  /** Formats a day given as `YYYY-MM-DD`: `24 Aug`; unchanged by default. */
  formatDay?(day: string): string;
}
