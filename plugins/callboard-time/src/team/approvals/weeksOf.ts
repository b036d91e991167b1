import type { Period } from '@callboard/plugin-callboard-common';
import { datesBetween } from '../../data/datesBetween';
import { weekOf } from '../../data/weekOf';

/**
 * The weeks that a period touches, by their first days: one, or those of a month. The
 * first and the last can reach beyond it.
 *
 * @param weekStart - the day on which weeks begin, 1 for Monday
 */
export function weeksOf(
  { week_start, week_end }: Pick<Period, 'week_start' | 'week_end'>,
  weekStart: number,
): string[] {
  const days = datesBetween(week_start, week_end);
  return [...new Set(days.map(day => weekOf(day, weekStart)))];
}
