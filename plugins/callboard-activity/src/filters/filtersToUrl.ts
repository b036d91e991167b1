import type { DateRangePreset } from '@callboard/plugin-callboard-react';
import { textFilters, type ActivityFilters } from './ActivityFilters';
import type { FilterParameters } from './filtersFromUrl';

/** The query parameters of filters; what is the default stays out of them. */
export function filtersToUrl(
  filters: ActivityFilters,
  defaultRange: DateRangePreset,
): FilterParameters {
  const { preset, start, end } = filters.range;
  const parameters: FilterParameters = {
    range: preset === defaultRange ? undefined : preset,
    start: preset === 'custom' ? start : undefined,
    end: preset === 'custom' ? end : undefined,
  };
  for (const name of textFilters) {
    parameters[name] = filters[name]?.trim() || undefined;
  }
  return parameters;
}
