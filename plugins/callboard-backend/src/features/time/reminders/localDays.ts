import { DateTime } from 'luxon';
import { uniq } from 'lodash';

/** A zone with reminders due, and its current date. */
export interface LocalDay {
  zone: string;
  /** `YYYY-MM-DD` */
  date: string;
}

/**
 * Filters to zones whose local time has passed a time of day on their current date. Skips zones
 * that no longer exist.
 *
 * @param at - `HH:MM`; where a clock change skips it, the time of that change
 * @param now - milliseconds since 1970
 */
export function findLocalDaysPast(
  at: string,
  now: number,
  zones: readonly string[],
): LocalDay[] {
  return uniq(zones)
    .map(zone => ({ zone, local: DateTime.fromMillis(now, { zone }) }))
    .filter(({ local }) => local.isValid && local.toFormat('HH:mm') >= at)
    .map(({ zone, local }) => ({ zone, date: local.toISODate()! }));
}
