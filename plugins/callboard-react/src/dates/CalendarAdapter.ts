import { AdapterLuxon } from '@mui/x-date-pickers/AdapterLuxon';
import type { PickersTimezone } from '@mui/x-date-pickers/models';
import { DateTime } from 'luxon';

/** Text direction marks, which browsers put into formatted dates. */
const DIRECTION_MARKS = /[\u200e\u200f\u2066-\u2069]/g;
const NON_BREAKING_SPACES = /[\u00a0\u202f]/g;

const getLocalNow = () => DateTime.local().toISO({ includeOffset: false });

/** Returns a pattern for ISO 8601 texts with the parts of a format: a date, a time or both. */
function getIsoPattern(format: string): RegExp {
  const date = /[Dy]/.test(format) ? String.raw`\d{4}-\d\d-\d\d` : '';
  const time = /[hH]/.test(format) ? String.raw`\d\d:\d\d(:\d\d)?` : '';
  return new RegExp(`^${[date, time].filter(Boolean).join('[T ]')}$`);
}

/**
 * Parses and calculates dates in UTC, so that no time zone shifts or skips a date. "Today" is the
 * day in the browser's time zone. In addition to the locale's format, the adapter parses dates as
 * pages show them, and ISO 8601, because people paste both.
 */
export class CalendarAdapter extends AdapterLuxon {
  constructor(options: { locale?: string }) {
    super(options);
    const { locale, date } = this;
    this.date = <T extends string | null | undefined>(
      value?: T,
      timezone?: PickersTimezone,
    ) => date((value === undefined ? getLocalNow() : value) as T, timezone);
    this.parse = (value, format) => {
      const text = value
        .replace(DIRECTION_MARKS, '')
        .replace(NON_BREAKING_SPACES, ' ')
        .trim();
      if (!text) {
        return null;
      }
      const inUtc = { locale, zone: 'utc' };
      const typed = DateTime.fromFormat(text, format, inUtc);
      if (typed.isValid) {
        return typed;
      }
      if (getIsoPattern(format).test(text)) {
        return DateTime.fromISO(text.replace(' ', 'T'), inUtc);
      }
      // In Luxon, `D` is the short date of the locale, and `DD` the date as pages show it.
      return format.includes('D')
        ? DateTime.fromFormat(text, format.replace('D', 'DD'), inUtc)
        : typed;
    };
  }
}
