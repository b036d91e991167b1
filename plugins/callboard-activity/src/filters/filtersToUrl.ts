import { textFilters, type ActivityFilters } from './ActivityFilters';
import type { FilterParameters } from './filtersFromUrl';
import { isInitialRange } from './getEffectiveRange';
import { initialViews, type ViewDefaults } from './ViewDefaults';

/** Returns the query parameters of filters; defaults are omitted. */
export function filtersToUrl(
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
  if (parameters.views === initialViews(defaults)) {
    parameters.views = undefined;
  }
  return parameters;
}
