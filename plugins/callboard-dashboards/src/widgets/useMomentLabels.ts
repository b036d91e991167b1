import {
  getBrowserZone,
  formatInstant,
  useToday,
} from '@callboard/plugin-callboard-react';
import { DateTime } from 'luxon';

/** Formats an instant as the time of day, with the date unless it is today. */
export function useMomentLabels(): (instant: string) => string {
  const today = useToday();
  return instant => {
    const at = DateTime.fromISO(instant, { zone: getBrowserZone() });
    return formatInstant(instant, at.toISODate() === today ? 'time' : 'short');
  };
}
