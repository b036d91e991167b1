import { dayNumber, shortMonth } from '../../data/dayNames';
import type { MapColumn } from './toMapColumns';

/**
 * The heading of a column: its day, or the first day of its week, and the month where a new one
 * begins.
 */
export function getColumnHeading(
  columns: readonly MapColumn[],
  at: number,
): { day: string; month?: string } {
  const { date } = columns[at];
  const isOther = columns[at - 1]?.date.slice(0, 7) !== date.slice(0, 7);
  return {
    day: dayNumber(date),
    month: isOther ? shortMonth(date) : undefined,
  };
}
