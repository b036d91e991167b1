import { dayNumber, shortMonth } from '../../data/dayNames';
import type { MapColumn } from './columnsOf';

/** As many columns as one name of a month needs. */
const MONTH_NEEDS = 2;

/**
 * What stands above a column: the day, and the month where it begins. Weeks are named
 * by their first days; where months would touch, the one that is nearly over is left out.
 */
export function headOf(
  columns: readonly MapColumn[],
  at: number,
): { day: string; month?: string } {
  const monthAt = (index: number) => columns[index]?.date.slice(0, 7);
  const { date } = columns[at];
  const isFirst = monthAt(at) !== monthAt(at - 1);
  const hasRoom = monthAt(at) === monthAt(at + MONTH_NEEDS - 1);
  return {
    day: dayNumber(date),
    month: isFirst && hasRoom ? shortMonth(date) : undefined,
  };
}
