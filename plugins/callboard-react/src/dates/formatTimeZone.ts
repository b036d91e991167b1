import { DateTime } from 'luxon';

/** Formats a zone with its current offset: "Europe/Berlin (UTC+01:00)". @public */
export function formatTimeZone(zone: string): string {
  const now = DateTime.now().setZone(zone);
  if (!now.isValid || zone === 'UTC') {
    return zone;
  }
  return `${zone.replace(/_/g, ' ')} (UTC${now.toFormat('ZZ')})`;
}
