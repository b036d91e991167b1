import { DateTime } from 'luxon';

/** The calendar date so many days later, or earlier where it is negative. */
export function addDays(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toISODate()!;
}
