import { calendarDate } from '@callboard/plugin-callboard-common';
import {
  dateRangePresets,
  type ChosenDateRange,
  type DateRangePreset,
} from '@callboard/plugin-callboard-react';

/** The range of days where an address names none. */
export const initialRange: ChosenDateRange = { preset: 'last_30_days' };

/**
 * The range of days that an address names. Addresses are typed, cut and shared: what
 * makes no sense counts as absent.
 *
 * @param presets - the ranges that can be asked for by name
 */
export function rangeIn(
  address: { range?: string; start?: string; end?: string },
  presets: readonly DateRangePreset[] = dateRangePresets,
): ChosenDateRange {
  const { start, end } = address;
  const preset = presets.find(known => known === address.range);
  if (preset !== 'custom') {
    return preset ? { preset } : initialRange;
  }
  const isRange =
    calendarDate.safeParse(start).success &&
    calendarDate.safeParse(end).success &&
    start! <= end!;
  return isRange ? { preset, start, end } : initialRange;
}
