import {
  activityFilterParameters,
  calendarDate,
} from '@callboard/plugin-callboard-common';
import {
  dateRangePresets,
  type ChosenDateRange,
} from '@callboard/plugin-callboard-react';
import {
  textFilters,
  type ActivityFilters,
  type TextFilter,
} from './ActivityFilters';
import { isInitialRange } from './getEffectiveRange';
import { getInitialViews, type ViewDefaults } from './ViewDefaults';

/** The query parameters of the filters. */
export const filterParameters = [
  ...textFilters,
  'range',
  'start',
  'end',
] as const;

/** The filters as the address holds them. */
export type FilterParameters = {
  [K in (typeof filterParameters)[number]]?: string;
};

const isDate = (text: string | undefined): text is string =>
  calendarDate.safeParse(text).success;

function isFilter(name: TextFilter, text: string): boolean {
  switch (name) {
    case 'workspace_id':
      return true;
    case 'views':
      return text === 'true' || text === 'false';
    default:
      return activityFilterParameters[name].safeParse(text).success;
  }
}

/** Addresses are typed, cut and shared: invalid values count as absent. */
function parseDateRange(state: FilterParameters): ChosenDateRange | undefined {
  const preset = dateRangePresets.find(known => known === state.range);
  if (preset !== 'custom') {
    return preset && { preset };
  }
  const { start, end } = state;
  return isDate(start) && isDate(end) && start <= end
    ? { preset, start, end }
    : undefined;
}

/** Reads the filters from the query parameters of the address. */
export function parseActivityFilters(
  state: FilterParameters,
  defaults: ViewDefaults,
): ActivityFilters {
  const filters: ActivityFilters = {};
  for (const name of textFilters) {
    if (state[name] && isFilter(name, state[name])) {
      filters[name] = state[name];
    }
  }
  if (filters.views === getInitialViews(defaults)) {
    delete filters.views;
  }
  const range = parseDateRange(state);
  if (range && !isInitialRange(range.preset, filters, defaults.range)) {
    filters.range = range;
  }
  return filters;
}
