import { DateTime } from 'luxon';
import { addDays } from './addDays';

const WEEK = 7;

/**
 * The first day of the week that a date lies in.
 *
 * @param weekStart - the day on which weeks begin, 1 for Monday
 */
export function weekOf(date: string, weekStart: number): string {
  const { weekday } = DateTime.fromISO(date, { zone: 'utc' });
  return addDays(date, -((weekday - weekStart + WEEK) % WEEK));
}
