import { textFilters, type ActivityFilters } from './ActivityFilters';
import type { FilterParameters } from './parseActivityFilters';
import { isInitialRange } from './getEffectiveRange';
import { getInitialViews, type ViewDefaults } from './ViewDefaults';

/** Returns the query parameters of filters; defaults are omitted. */
export function toFilterParameters(
  filters: ActivityFilters,
  defaults: ViewDefaults,
): FilterParameters {
  const { preset, start, end } = filters.range ?? {};
  const parameters: FilterParameters = {
    range: isInitialRange(preset, filters, defaults.range) ? undefined : preset,
    start: preset === 'custom' ? start : undefined,
    end: preset === 'custom' ? end : undefined,
  };
  for (const name of textFilters) {
    parameters[name] = filters[name]?.trim() || undefined;
  }
  if (parameters.views === getInitialViews(defaults)) {
    parameters.views = undefined;
  }
  return parameters;
}
