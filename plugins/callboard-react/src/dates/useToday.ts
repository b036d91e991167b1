import { DateTime } from 'luxon';
import { useNow } from '../hooks/useNow';
import { getBrowserZone } from './getBrowserZone';

/** Today's calendar date in the browser's time zone; updates after midnight. @public */
export function useToday(): string {
  const now = useNow();
  return DateTime.fromMillis(now, { zone: getBrowserZone() }).toISODate()!;
}
