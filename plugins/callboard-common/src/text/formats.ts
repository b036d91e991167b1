const HOUR = 60;

const noon = (date: string) => new Date(`${date}T12:00:00Z`);

/** Formats numbers, durations and dates in a locale, the same on pages and in documents. @public */
export interface Formats {
  /** A number with thousands separators: `1,234`. */
  count(count: number): string;
  /** With at most one decimal: `41.5`. */
  decimal(number: number): string;
  /** An axis label: `12K`. */
  short(number: number): string;
  /** A duration: `2h 30m`, `45m`, `1,000h`. */
  minutes(minutes: number): string;
  /** An axis label of a day given as `YYYY-MM-DD`: `24 Aug`. */
  day(day: string): string;
  /** A month given as `YYYY-MM`: `Aug 2026`. */
  month(month: string): string;
  /** A day given as `YYYY-MM-DD`: `24 Aug 2026`. */
  date(day: string): string;
  /**
   * The shortest unambiguous form: `14 – 20 Nov`, with the year unless both days are in that of
   * today.
   */
  dateRange(start: string, end: string, today: string): string;
}

/**
 * The formats of a locale.
 *
 * @param locale - a language tag; that of the process or the browser by default
 * @public
 */
export function createFormats(locale?: string): Formats {
  const numbers = (options?: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, options);
  // Calendar dates have no time zone.
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  const whole = numbers();
  const oneDecimal = numbers({ maximumFractionDigits: 1 });
  const compact = numbers({ notation: 'compact', maximumFractionDigits: 1 });
  const dayOfYear = dates({ day: 'numeric', month: 'short' });
  const monthOfYear = dates({ month: 'short', year: 'numeric' });
  const full = dates({ day: 'numeric', month: 'short', year: 'numeric' });
  return {
    count: count => whole.format(count),
    decimal: number => oneDecimal.format(number),
    short: number => compact.format(number),
    minutes: minutes => {
      const hours = Math.floor(minutes / HOUR);
      const rest = minutes % HOUR;
      return [
        ...(hours > 0 ? [`${whole.format(hours)}h`] : []),
        ...(rest > 0 || hours === 0 ? [`${rest}m`] : []),
      ].join(' ');
    },
    day: day => dayOfYear.format(noon(day)),
    month: month => monthOfYear.format(noon(`${month}-15`)),
    date: day => full.format(noon(day)),
    dateRange: (start, end, today) => {
      const isThisYear = [start, end].every(
        day => day.slice(0, 4) === today.slice(0, 4),
      );
      const format = isThisYear ? dayOfYear : full;
      return format.formatRange(noon(start), noon(end));
    },
  };
}
