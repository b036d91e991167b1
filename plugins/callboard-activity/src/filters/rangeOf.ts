import type {
  ChosenDateRange,
  DateRangePreset,
} from '@callboard/plugin-callboard-react';
import type { ActivityFilters } from './ActivityFilters';

/**
 * The range that filters have while nobody chose one. Who looks for something
 * does not know when it was, so nothing of it is left out.
 */
export function impliedRange(
  { q, entity_id }: ActivityFilters,
  defaultRange: DateRangePreset,
): DateRangePreset {
  return q?.trim() || entity_id ? 'all_time' : defaultRange;
}

/**
 * Whether a range is what the view begins with. One that was chosen stays chosen
 * when a search begins or ends.
 */
export function isInitialRange(
  preset: DateRangePreset | undefined,
  filters: ActivityFilters,
  defaultRange: DateRangePreset,
): boolean {
  return (
    preset === defaultRange && preset === impliedRange(filters, defaultRange)
  );
}

/** The range that is in force. */
export function rangeOf(
  filters: ActivityFilters,
  defaultRange: DateRangePreset,
): ChosenDateRange {
  return filters.range ?? { preset: impliedRange(filters, defaultRange) };
}
