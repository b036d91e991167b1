import { dateOfDayNumber } from '../../../database/zones';

const DAY_MS = 86_400_000;

/** Days have no zone: they are counted from 1970-01-01, a Thursday. */
const dayNumberOf = (date: string) => Date.parse(date) / DAY_MS;

/** Years have four digits: no day is later. */
const LAST_DAY = dayNumberOf('9999-12-31');

/**
 * The day some days after another, both `YYYY-MM-DD`; at most the last that there
 * is. So whoever steps from day to day counts the steps.
 */
export function addDays(date: string, days: number): string {
  return dateOfDayNumber(Math.min(dayNumberOf(date) + days, LAST_DAY));
}

/** How many days a range has, both ends included. */
export function daysBetween(first: string, last: string): number {
  return dayNumberOf(last) - dayNumberOf(first) + 1;
}

/** The day of the week, 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: string): number {
  // Before that day, remainders are negative.
  return ((((dayNumberOf(date) + 3) % 7) + 7) % 7) + 1;
}

/**
 * The earliest day that lies no more than some working days before another.
 * Where nobody works on any day of the week, every day counts.
 *
 * @param today - `YYYY-MM-DD`; not counted itself
 * @param count - how many working days back
 * @param working_days - of the week, 1 for Monday
 */
export function workingDaysBefore(
  today: string,
  count: number,
  working_days: readonly number[],
): string {
  const isCounted = (date: string) =>
    working_days.length === 0 || working_days.includes(weekdayOf(date));
  let date = today;
  for (let left = count; left > 0; ) {
    date = addDays(date, -1);
    if (isCounted(date)) left -= 1;
  }
  return date;
}
