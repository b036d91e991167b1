import { addDays, getWeekday } from './workingDays';

/**
 * The first day of the week that contains a day.
 *
 * @param date - `YYYY-MM-DD`
 * @param weekStart - the first day of the week, 1 for Monday to 7 for Sunday
 */
export function getWeekStart(date: string, weekStart: number): string {
  return addDays(date, -((getWeekday(date) - weekStart + 7) % 7));
}

/** The month that contains a day, as `YYYY-MM`. */
export function toMonth(date: string): string {
  return date.slice(0, 7);
}

/** The following month, as `YYYY-MM`. */
export function getNextMonth(month: string): string {
  return toMonth(addDays(`${month}-28`, 4));
}
