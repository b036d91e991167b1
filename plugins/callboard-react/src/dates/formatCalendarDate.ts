import { browserFormats } from '../text/browserFormats';

/**
 * Formats a calendar date such as `2026-11-20` in the person's locale. It has no zone, so it is the
 * same day everywhere.
 *
 * @public
 */
export function formatCalendarDate(date: string): string {
  return browserFormats.formatDate(date);
}
