import type { DateBounds } from './dateRangePresets';

const noon = (date: string) => new Date(`${date}T12:00:00Z`);

const newFormat = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(undefined, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    ...options,
  });

const shortFormat = newFormat({});
const formatWithYear = newFormat({ year: 'numeric' });

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
  return (withYear ? formatWithYear : shortFormat).formatRange(
    noon(bounds.start),
    noon(bounds.end),
  );
}
