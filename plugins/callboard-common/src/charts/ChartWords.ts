import { NumberBar } from '../dashboards/numbers';

/** How a chart puts its numbers and names into words. @public */
export interface ChartWords {
  /** What is counted: the name of a line that stands alone. */
  metric: string;
  /** An exact value of the metric: `12`, `2h 30m`; of nothing, a dash. */
  value(value: number | null): string;
  /** A value beside an axis, short: `12k`, `40h`. */
  tick(value: number): string;
  /** What axes count in: 60 where values are minutes, as ticks are then hours. */
  step: number;
  /** A bar: its name, or its date as people read it. */
  bar(bar: Pick<NumberBar, 'key' | 'name'>): string;
  /** The name of a slice that combines several bars: `90 others`; `+90` by default. */
  others?(count: number): string;
  /** Formats a day given as `YYYY-MM-DD`: `24 Aug`; by default, it is left as it is. */
  day?(day: string): string;
}
