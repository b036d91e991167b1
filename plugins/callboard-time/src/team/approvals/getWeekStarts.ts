import type { Period } from '@callboard/plugin-callboard-common';
import { listDates } from '../../data/listDates';
import { getWeekStart } from '../../data/getWeekStart';

/**
 * The first days of the weeks that overlap a period: one, or those of a month. The first and the
 * last week can extend beyond it.
 *
 * @param weekStart - the first day of the week, 1 for Monday
 */
export function getWeekStarts(
  { week_start, week_end }: Pick<Period, 'week_start' | 'week_end'>,
  weekStart: number,
): string[] {
  const days = listDates(week_start, week_end);
  return [...new Set(days.map(day => getWeekStart(day, weekStart)))];
}
