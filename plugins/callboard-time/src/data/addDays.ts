import { DateTime } from 'luxon';

/** Adds days to a calendar date; negative numbers subtract. */
export function addDays(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toISODate()!;
}
