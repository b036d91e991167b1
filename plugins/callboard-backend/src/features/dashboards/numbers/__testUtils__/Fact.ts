import {
  NumberAxisName,
  WidgetFilters,
} from '@callboard/plugin-callboard-common';

/** The values of something on an axis, or for a filter; null for none. */
export type Values = ReadonlyArray<string | number | boolean | null>;

/** Something that a list has and that widgets count, whatever its source. */
export interface Fact {
  /** By axis; those of dates are days, or instants in milliseconds since 1970. */
  axes: Partial<Record<NumberAxisName, Values>>;
  filters: Partial<Record<keyof WidgetFilters, Values>>;
  /** Who it counts for the metric `people`. */
  people: readonly string[];
  estimate_points?: number | null;
  estimate_minutes?: number | null;
  logged_minutes?: number;
  started_at?: number | null;
  completed_at?: number | null;
  /** Whether whoever sees it sees the time on it, too. */
  isOfJoined: boolean;
}
