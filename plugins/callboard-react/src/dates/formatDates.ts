import { DateTime, IANAZone } from 'luxon';
import { createFormats } from '@callboard/plugin-callboard-common';

/** The formats of the person's browser. @public */
export const browserFormats = createFormats();

/**
 * The IANA time zone of the browser; UTC if the browser does not name one. Every request contains
 * the zone, so that lists, charts and exports use the same days as the times on the screen.
 *
 * @public
 */
export function getBrowserZone(): string {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone && /^[A-Za-z]/.test(zone) && IANAZone.isValidZone(zone)
    ? zone
    : 'UTC';
}

/** A Monday, so that day n of a week is n - 1 days later. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

/** The name of a day of the week, 1 for Monday to 7 for Sunday. @public */
export function getWeekdayName(day: number): string {
  return new Intl.DateTimeFormat(undefined, {
    weekday: 'long',
    timeZone: 'UTC',
  }).format(MONDAY + (day - 1) * DAY);
}

/**
 * Formats a calendar date such as `2026-11-20` in the person's locale. A calendar date has no zone,
 * so it is the same day everywhere.
 *
 * @public
 */
export function formatCalendarDate(date: string): string {
  return browserFormats.formatDate(date);
}

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
