import { browserFormats } from '../text/browserFormats';
import type { DateBounds } from './dateRangePresets';

/**
 * Formats a range in the person's locale, as short as possible: "14 – 20 Nov", with the year unless
 * both dates are in the current one. Empty if a bound is missing.
 *
 * @public
 */
export function formatDateRange(bounds: DateBounds, today: string): string {
  return bounds.start && bounds.end
    ? browserFormats.formatDateRange(bounds.start, bounds.end, today)
    : '';
}
