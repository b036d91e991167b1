import { DateTime } from 'luxon';
import { useNow } from '../hooks/useNow';

/**
 * Today's calendar date in a zone, usually that of a workspace, because its worklogs use days in
 * that zone. Updates after midnight.
 *
 * @public
 */
export function useZoneToday(zone: string): string {
  return DateTime.fromMillis(useNow(), { zone }).toISODate()!;
}
