/**
 * The presets of a range. `all_time` has no bounds, `custom` has the bounds that the person chose.
 *
 * @public
 */
export const dateRangePresets = [
  'today',
  'yesterday',
  'last_7_days',
  'last_30_days',
  'last_3_months',
  'this_week',
  'this_month',
  'last_month',
  'this_quarter',
  'all_time',
  'custom',
] as const;

/** @public */
export type DateRangePreset = (typeof dateRangePresets)[number];

/**
 * A chosen range. The dates are calendar dates, both inclusive, and present for `custom` only:
 * presets are relative to today.
 *
 * @public
 */
export interface ChosenDateRange {
  preset: DateRangePreset;
  start?: string;
  end?: string;
}

/** Calendar dates, both inclusive; a missing one means unbounded. @public */
export interface DateBounds {
  start?: string;
  end?: string;
}
