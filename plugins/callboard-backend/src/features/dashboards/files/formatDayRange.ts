import { DayRange } from '@callboard/plugin-callboard-common';

/** Formats a range of days. */
export function formatDayRange(range: DayRange | undefined): string {
  if (!range) {
    return 'All time';
  }
  const { start, end } = range;
  return start === end ? start : `${start} to ${end}`;
}
