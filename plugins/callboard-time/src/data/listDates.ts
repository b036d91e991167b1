import { DateTime } from 'luxon';
import { addDays } from './addDays';

const utc = { zone: 'utc' };

/**
 * The calendar dates in a range, both bounds inclusive. It counts days, because the text of years
 * after 9999 sorts before all others.
 */
export function listDates(first: string, last: string): string[] {
  const { days } = DateTime.fromISO(last, utc).diff(
    DateTime.fromISO(first, utc),
    'days',
  );
  return Array.from({ length: Math.max(0, days + 1) }, (_, nth) =>
    addDays(first, nth),
  );
}
