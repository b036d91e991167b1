/**
 * The ranges a person can choose by name. `all_time` has no bounds, `custom`
 * has the bounds the person gave.
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
 * A range as a person chose it. The dates are calendar dates, both inclusive,
 * and present for `custom` only: the others move with the day.
 *
 * @public
 */
export interface ChosenDateRange {
  preset: DateRangePreset;
  start?: string;
  end?: string;
}

/** Calendar dates, both inclusive; a missing one is no bound. @public */
export interface DateBounds {
  start?: string;
  end?: string;
}
