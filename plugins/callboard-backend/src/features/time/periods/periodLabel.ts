import { Period } from '@callboard/plugin-callboard-common';

/** What traces, and links from them, call a period. */
export function periodLabel({
  display_name,
  week_start,
  week_end,
}: Pick<Period, 'display_name' | 'week_start' | 'week_end'>): string {
  return `${display_name}, ${week_start} to ${week_end}`;
}
