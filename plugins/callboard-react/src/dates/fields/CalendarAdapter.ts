import { AdapterLuxon } from '@mui/x-date-pickers/AdapterLuxon';
import type { PickersTimezone } from '@mui/x-date-pickers/models';
import { DateTime } from 'luxon';

const INVISIBLE = /[\u200e\u200f\u2066-\u2069]/g;
const SPACES = /[\u00a0\u202f]/g;

const getLocalNow = () => DateTime.local().toISO({ includeOffset: false });

/** The ISO form of what a format asks for. */
function getIsoPattern(format: string): RegExp {
  const date = /[Dy]/.test(format) ? String.raw`\d{4}-\d\d-\d\d` : '';
  const time = /[hH]/.test(format) ? String.raw`\d\d:\d\d(:\d\d)?` : '';
  return new RegExp(`^${[date, time].filter(Boolean).join('[T ]')}$`);
}

/**
 * Reads and counts dates in UTC, so that no date is shifted or skipped by a zone.
 * "Today" is the day where the person is. Besides the format of the locale it reads
 * dates as pages show them, and ISO 8601, as both are pasted.
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
      const text = value.replace(INVISIBLE, '').replace(SPACES, ' ').trim();
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
      return format.includes('D')
        ? DateTime.fromFormat(text, format.replace('D', 'DD'), inUtc)
        : typed;
    };
  }
}
