import { DateTime } from 'luxon';
import { uniq } from 'lodash';

/** A zone in which people are reminded now, and the day that it is there. */
export interface LocalDay {
  zone: string;
  /** `YYYY-MM-DD` */
  date: string;
}

/**
 * Those of some zones in which clocks have shown a time of day already, as long as
 * it is that day there. What a zone does not have any more is left out.
 *
 * @param at - `HH:MM`; where clocks jump over it, it is when they do
 * @param now - milliseconds since 1970
 */
export function localDaysPast(
  at: string,
  now: number,
  zones: readonly string[],
): LocalDay[] {
  return uniq(zones)
    .map(zone => ({ zone, local: DateTime.fromMillis(now, { zone }) }))
    .filter(({ local }) => local.isValid && local.toFormat('HH:mm') >= at)
    .map(({ zone, local }) => ({ zone, date: local.toISODate()! }));
}
