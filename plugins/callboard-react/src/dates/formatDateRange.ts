import type { DateBounds } from './dateRangePresets';

const noon = (date: string) => new Date(`${date}T12:00:00Z`);

/**
 * A range in the person's locale, as short as it is clear: "14 – 20 Nov", with
 * the year unless both dates are in this one. Empty where a bound is missing.
 *
 * @public
 */
export function formatDateRange(bounds: DateBounds, today: string): string {
  if (!bounds.start || !bounds.end) {
    return '';
  }
  const thisYear = today.slice(0, 4);
  const withYear =
    bounds.start.slice(0, 4) !== thisYear ||
    bounds.end.slice(0, 4) !== thisYear;
  return new Intl.DateTimeFormat(undefined, {
    day: 'numeric',
    month: 'short',
    year: withYear ? 'numeric' : undefined,
    timeZone: 'UTC',
  }).formatRange(noon(bounds.start), noon(bounds.end));
}
