import { DateTime } from 'luxon';
import { addDays } from './addDays';

const WEEK = 7;

/**
 * The first day of the week that contains a date.
 *
 * @param weekStart - the first day of the week, 1 for Monday
 */
export function getWeekStart(date: string, weekStart: number): string {
  const { weekday } = DateTime.fromISO(date, { zone: 'utc' });
  return addDays(date, -((weekday - weekStart + WEEK) % WEEK));
}
