import { DateTime } from 'luxon';

export type CalendarFieldKind = 'date' | 'time' | 'datetime';

/** The first valid date: while a year is typed, its first digits form a year such as 0020. */
export const FIRST_DATE = '1970-01-01';
export const LAST_DATE = '9999-12-31';

/** Parses a field's value for a picker, in UTC: daylight saving skips hours in other zones. */
export function readCalendarText(text: string | undefined): DateTime | null {
  return text ? DateTime.fromISO(text, { zone: 'utc' }) : null;
}

/** Converts a picker's value to the field's value; empty if it is missing or incomplete. */
export function writeCalendarText(
  kind: CalendarFieldKind,
  value: DateTime | null,
): string {
  if (!value?.isValid) {
    return '';
  }
  const [date, time] = [value.toISODate()!, value.toISOTime()!.slice(0, 5)];
  if (kind === 'time') {
    return time;
  }
  if (date < FIRST_DATE) {
    return '';
  }
  return kind === 'date' ? date : `${date}T${time}`;
}

/** The browser's locale, with a calendar and digits that can be typed: Gregorian and Latin. */
export function getCalendarFieldLocale(): string {
  const { locale, calendar, numberingSystem } =
    new Intl.DateTimeFormat().resolvedOptions();
  return calendar === 'gregory' && numberingSystem === 'latn'
    ? locale
    : `${locale}-u-ca-gregory-nu-latn`;
}

const DATE_PARTS = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
} as const;
const TIME_PARTS = { hour: '2-digit', minute: '2-digit' } as const;

/** Formats a value as the field displays it; `placeholders` replace parts, such as the year. */
export function formatCalendarText(
  kind: CalendarFieldKind,
  text: string,
  placeholders: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {},
): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(getCalendarFieldLocale(), {
      ...options,
      timeZone: 'UTC',
    })
      .formatToParts(readCalendarText(text)?.toMillis())
      .map(({ type, value }) => placeholders[type] ?? value)
      .join('');
  return [
    kind !== 'time' && format(DATE_PARTS),
    kind !== 'date' && format(TIME_PARTS),
  ]
    .filter(Boolean)
    .join(' ');
}
