import { DateTime } from 'luxon';

/** The day some days after another; both `YYYY-MM-DD`. */
export function addDays(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toISODate()!;
}

/** The day of the week, 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: string): number {
  return DateTime.fromISO(date, { zone: 'utc' }).weekday;
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
