import { DateTime } from 'luxon';
import { addDays } from './addDays';

const utc = { zone: 'utc' };

/**
 * The calendar dates from one to another, both included. They are counted: as texts,
 * those after the year 9999 come before all others.
 */
export function datesBetween(first: string, last: string): string[] {
  const { days } = DateTime.fromISO(last, utc).diff(
    DateTime.fromISO(first, utc),
    'days',
  );
  return Array.from({ length: Math.max(0, days + 1) }, (_, nth) =>
    addDays(first, nth),
  );
}
