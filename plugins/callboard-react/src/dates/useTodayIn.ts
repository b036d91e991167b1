import { DateTime } from 'luxon';
import { useNow } from '../hooks/useNow';

/**
 * Today's calendar date in a zone, which is that of a workspace: days of entries are
 * days there. A page left open over midnight gets the new one.
 *
 * @public
 */
export function useTodayIn(zone: string): string {
  return DateTime.fromMillis(useNow(), { zone }).toISODate()!;
}
