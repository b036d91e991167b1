import { IANAZone } from 'luxon';

/**
 * The IANA time zone of the browser; UTC if the browser does not name one. It is sent with every
 * request, so that days mean the same in lists, charts and exports as in the times on the screen.
 *
 * @public
 */
export function getBrowserZone(): string {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone && /^[A-Za-z]/.test(zone) && IANAZone.isValidZone(zone)
    ? zone
    : 'UTC';
}
