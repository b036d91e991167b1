import { calendarDate } from '@callboard/plugin-callboard-common';
import {
  dateRangePresets,
  type ChosenDateRange,
  type DateRangePreset,
} from '@callboard/plugin-callboard-react';

/** The range of days if the URL has none. */
export const initialRange: ChosenDateRange = { preset: 'last_30_days' };

/**
 * Parses the range of days in a URL. People type, cut and share URLs, so invalid values count as
 * absent.
 *
 * @param presets - the presets that the URL may name
 */
export function parseChosenRange(
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
