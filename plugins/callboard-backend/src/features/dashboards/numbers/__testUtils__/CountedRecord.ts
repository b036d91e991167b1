import {
  NumberAxisName,
  WidgetFilters,
} from '@callboard/plugin-callboard-common';

/** The values of a record on an axis, or for a filter; null for none. */
export type Values = ReadonlyArray<string | number | boolean | null>;

/** A listed row that widgets count, of any source. */
export interface CountedRecord {
  /** By axis; dates are days, or instants in milliseconds since 1970. */
  axes: Partial<Record<NumberAxisName, Values>>;
  filters: Partial<Record<keyof WidgetFilters, Values>>;
  /** The people that the record adds to the metric `people`. */
  people: readonly string[];
  estimate_points?: number | null;
  estimate_minutes?: number | null;
  logged_minutes?: number;
  started_at?: number | null;
  completed_at?: number | null;
  /** Whether the viewer of the record sees the time logged on it. */
  isTimeVisible: boolean;
}
