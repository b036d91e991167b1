import type {
  ChosenDateRange,
  DateRangePreset,
} from '@callboard/plugin-callboard-react';
import type { ActivityFilters } from './ActivityFilters';

/**
 * Returns the range of filters until the user sets one. Users who search for something do not know
 * its date, so the range of a search is unlimited.
 */
export function getImpliedRange(
  { q, entity_id }: ActivityFilters,
  defaultRange: DateRangePreset,
): DateRangePreset {
  return q?.trim() || entity_id ? 'all_time' : defaultRange;
}

/** Whether a range is the view's default. An explicit range stays when a search starts or ends. */
export function isInitialRange(
  preset: DateRangePreset | undefined,
  filters: ActivityFilters,
  defaultRange: DateRangePreset,
): boolean {
  return (
    preset === defaultRange && preset === getImpliedRange(filters, defaultRange)
  );
}

/** Returns the effective range. */
export function getEffectiveRange(
  filters: ActivityFilters,
  defaultRange: DateRangePreset,
): ChosenDateRange {
  return filters.range ?? { preset: getImpliedRange(filters, defaultRange) };
}
