import {
  type ChosenDateRange,
  type DateRangePreset,
  dateRangePresets,
} from '@callboard/plugin-callboard-react';
import {
  activityFilterParameters,
  calendarDate,
} from '@callboard/plugin-callboard-common';

/** The filters with a text value, named after their URL parameters. */
const textFilters = [
  'user_id',
  'action',
  'entity_type',
  'entity_id',
  'q',
  'views',
  'workspace_id',
] as const;

export type TextFilter = (typeof textFilters)[number];

export type ActivityFilters = { [K in TextFilter]?: string } & {
  /** Absent until the reader chooses a range; until then, `getImpliedRange` applies. */
  range?: ChosenDateRange;
};

/** The defaults of a view, until the reader sets a filter. */
export interface ViewDefaults {
  range: DateRangePreset;
  /** Hides page views. */
  hidesViews?: boolean;
}

function getDefaultViews(defaults: ViewDefaults): 'true' | 'false' {
  return defaults.hidesViews ? 'false' : 'true';
}

/**
 * Returns the range that applies until the reader chooses one. A search covers all time, because
 * readers rarely know the date of what they search for.
 */
function getImpliedRange(
  { q, entity_id }: ActivityFilters,
  defaultRange: DateRangePreset,
): DateRangePreset {
  return q?.trim() || entity_id ? 'all_time' : defaultRange;
}

/**
 * Whether the URL can omit a range: only if the range is both the view's default and the implied
 * range. During a search, the implied range is all time.
 */
function canOmitRange(
  preset: DateRangePreset | undefined,
  filters: ActivityFilters,
  defaultRange: DateRangePreset,
): boolean {
  return (
    preset === defaultRange && preset === getImpliedRange(filters, defaultRange)
  );
}

export function getEffectiveRange(
  filters: ActivityFilters,
  defaultRange: DateRangePreset,
): ChosenDateRange {
  return filters.range ?? { preset: getImpliedRange(filters, defaultRange) };
}

export const filterParameters = [
  ...textFilters,
  'range',
  'start',
  'end',
] as const;

type FilterParameters = {
  [K in (typeof filterParameters)[number]]?: string;
};

const isDate = (text: string | undefined): text is string =>
  calendarDate.safeParse(text).success;

function isValidFilter(name: TextFilter, text: string): boolean {
  switch (name) {
    case 'workspace_id':
      return true;
    case 'views':
      return text === 'true' || text === 'false';
    default:
      return activityFilterParameters[name].safeParse(text).success;
  }
}

function parseDateRange(
  parameters: FilterParameters,
): ChosenDateRange | undefined {
  const preset = dateRangePresets.find(name => name === parameters.range);
  if (preset !== 'custom') {
    return preset && { preset };
  }
  const { start, end } = parameters;
  return isDate(start) && isDate(end) && start <= end
    ? { preset, start, end }
    : undefined;
}

export function parseActivityFilters(
  parameters: FilterParameters,
  defaults: ViewDefaults,
): ActivityFilters {
  const filters: ActivityFilters = {};
  for (const name of textFilters) {
    const text = parameters[name];
    if (text && isValidFilter(name, text)) {
      filters[name] = text;
    }
  }
  if (filters.views === getDefaultViews(defaults)) {
    delete filters.views;
  }
  const range = parseDateRange(parameters);
  if (range && !canOmitRange(range.preset, filters, defaults.range)) {
    filters.range = range;
  }
  return filters;
}

export function toFilterParameters(
  filters: ActivityFilters,
  defaults: ViewDefaults,
): FilterParameters {
  const { preset, start, end } = filters.range ?? {};
  const parameters: FilterParameters = {
    range: canOmitRange(preset, filters, defaults.range) ? undefined : preset,
    start: preset === 'custom' ? start : undefined,
    end: preset === 'custom' ? end : undefined,
  };
  for (const name of textFilters) {
    parameters[name] = filters[name]?.trim() || undefined;
  }
  if (parameters.views === getDefaultViews(defaults)) {
    parameters.views = undefined;
  }
  return parameters;
}
