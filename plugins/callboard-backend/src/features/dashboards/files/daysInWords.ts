import { DayRange } from '@callboard/plugin-callboard-common';

/** A range of days as people read it. */
export function daysInWords(range: DayRange | undefined): string {
  if (!range) {
    return 'All times';
  }
  const { start, end } = range;
  return start === end ? start : `${start} to ${end}`;
}
