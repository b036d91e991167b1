import { DateTime } from 'luxon';
import { useNow } from '../hooks/useNow';
import { browserZone } from './browserZone';

/**
 * Today's calendar date where the person is; a page left open over midnight
 * gets the new one.
 *
 * @public
 */
export function useToday(): string {
  const now = useNow();
  return DateTime.fromMillis(now, { zone: browserZone() }).toISODate()!;
}
