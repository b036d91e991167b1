import { DateTime } from 'luxon';
import { getBrowserZone } from './getBrowserZone';

/** The level of detail of an instant. @public */
export type InstantStyle = 'time' | 'short' | 'seconds' | 'full';

const styles: Record<InstantStyle, Intl.DateTimeFormatOptions> = {
  /** "14:02" */
  time: { timeStyle: 'short' },
  /** "20 Nov 2026, 14:02" */
  short: { dateStyle: 'medium', timeStyle: 'short' },
  /** "20 Nov 2026, 14:02:11" */
  seconds: { dateStyle: 'medium', timeStyle: 'medium' },
  /** To the second, with the zone. */
  full: {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'long',
  },
};

/** Formats an ISO 8601 instant in the person's locale and zone. @public */
export function formatInstant(instant: string, style: InstantStyle): string {
  return DateTime.fromISO(instant, { zone: getBrowserZone() }).toLocaleString(
    styles[style],
  );
}
