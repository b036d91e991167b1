import { getDateFromDayNumber } from '../../../database/zones';

const DAY_MS = 86_400_000;

/** The number of days since 1970-01-01, a Thursday. Dates have no time zone. */
const toDayNumber = (date: string) => Date.parse(date) / DAY_MS;

/** The last date with a four-digit year. */
const LAST_DAY = toDayNumber('9999-12-31');

/**
 * Adds days to a date in the format `YYYY-MM-DD`. The result is at most 9999-12-31, so a loop that
 * adds days until the date is later than another date may not terminate.
 */
export function addDays(date: string, days: number): string {
  return getDateFromDayNumber(Math.min(toDayNumber(date) + days, LAST_DAY));
}

/** Counts the days in a range, both ends included. */
export function countDaysInRange(first: string, last: string): number {
  return toDayNumber(last) - toDayNumber(first) + 1;
}

/** Returns the day of the week, 1 for Monday to 7 for Sunday. */
export function getWeekday(date: string): number {
  // Adding 3 makes Monday 0. Adding 7 corrects the negative remainders before 1970.
  return ((((toDayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/**
 * Returns the day that is a number of working days before today. If the week has no working days,
 * every day counts.
 *
 * @param today - `YYYY-MM-DD`; itself not counted
 * @param working_days - the working days of the week, 1 for Monday to 7 for Sunday
 */
export function subtractWorkingDays(
  today: string,
  count: number,
  working_days: readonly number[],
): string {
  const isCounted = (date: string) =>
    working_days.length === 0 || working_days.includes(getWeekday(date));
  let date = today;
  for (let remaining = count; remaining > 0; ) {
    date = addDays(date, -1);
    if (isCounted(date)) remaining -= 1;
  }
  return date;
}

/**
 * The first day of the week that contains a day.
 *
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
  // In every month, the fourth day after the 28th is in the next month.
  return toMonth(addDays(`${month}-28`, 4));
}
