import { Period } from '@callboard/plugin-callboard-common';

/** The label of a period in activity entries and links. */
export function formatPeriodLabel({
  display_name,
  week_start,
  week_end,
}: Pick<Period, 'display_name' | 'week_start' | 'week_end'>): string {
  return `${display_name}, ${week_start} to ${week_end}`;
}
