const MINUTES_PER_HOUR = 60;

const toNoon = (date: string) => new Date(`${date}T12:00:00Z`);

/** Formats numbers, durations and dates in a locale, the same on pages and in documents. @public */
export interface Formats {
  /** A number with thousands separators: `1,234`. */
  count(count: number): string;
  /** With at most one decimal: `41.5`. */
  formatDecimal(number: number): string;
  /** An axis label: `12K`. */
  formatCompact(number: number): string;
  /** A duration: `2h 30m`, `45m`, `1,000h`, `−45m`. */
  formatMinutes(minutes: number): string;
  /** An axis label of a day given as `YYYY-MM-DD`: `24 Aug`. */
  formatDay(day: string): string;
  /** A month given as `YYYY-MM`: `Aug 2026`. */
  formatMonth(month: string): string;
  /** A day given as `YYYY-MM-DD`: `24 Aug 2026`. */
  formatDate(day: string): string;
  /**
   * The shortest unambiguous form: `14 – 20 Nov`, with the year unless both days are in the year
   * of `today`.
   */
  formatDateRange(start: string, end: string, today: string): string;
}

/**
 * The formats of a locale.
 *
 * @param locale - a language tag; by default, the locale of the process or the browser
 * @public
 */
export function createFormats(locale?: string): Formats {
  const createNumberFormat = (options?: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, options);
  // Calendar dates have no time zone.
  const createDateFormat = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  const whole = createNumberFormat();
  const oneDecimal = createNumberFormat({ maximumFractionDigits: 1 });
  const compact = createNumberFormat({
    notation: 'compact',
    maximumFractionDigits: 1,
  });
  const dayAndMonth = createDateFormat({ day: 'numeric', month: 'short' });
  const monthAndYear = createDateFormat({ month: 'short', year: 'numeric' });
  const fullDate = createDateFormat({
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  return {
    count: count => whole.format(count),
    formatDecimal: number => oneDecimal.format(number),
    formatCompact: number => compact.format(number),
    formatMinutes: minutes => {
      const sign = minutes < 0 ? '−' : '';
      const hours = Math.floor(Math.abs(minutes) / MINUTES_PER_HOUR);
      const minutesLeft = Math.abs(minutes) % MINUTES_PER_HOUR;
      const parts = [
        ...(hours > 0 ? [`${whole.format(hours)}h`] : []),
        ...(minutesLeft > 0 || hours === 0 ? [`${minutesLeft}m`] : []),
      ];
      return `${sign}${parts.join(' ')}`;
    },
    formatDay: day => dayAndMonth.format(toNoon(day)),
    formatMonth: month => monthAndYear.format(toNoon(`${month}-15`)),
    formatDate: day => fullDate.format(toNoon(day)),
    formatDateRange: (start, end, today) => {
      const isThisYear = [start, end].every(
        day => day.slice(0, 4) === today.slice(0, 4),
      );
      const format = isThisYear ? dayAndMonth : fullDate;
      return format.formatRange(toNoon(start), toNoon(end));
    },
  };
}
