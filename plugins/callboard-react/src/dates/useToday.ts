import { DateTime } from 'luxon';
import { useEffect, useState } from 'react';
import { getBrowserZone } from './formatDates';

/** The current instant in milliseconds, updated at an interval. @public */
export function useNow(everyMilliseconds: number = 60_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMilliseconds);
    return () => clearInterval(timer);
  }, [everyMilliseconds]);
  return now;
}

/**
 * Today's calendar date in a zone, usually the workspace's, because worklogs use days in that zone.
 * Updates after midnight.
 *
 * @public
 */
export function useZoneToday(zone: string): string {
  return DateTime.fromMillis(useNow(), { zone }).toISODate()!;
}

/** Today's calendar date in the browser's time zone; updates after midnight. @public */
export function useToday(): string {
  return useZoneToday(getBrowserZone());
}
