import {
  calendarDate,
  DateOrder,
  instantInput,
} from '@callboard/plugin-callboard-common';
import { once, range } from 'lodash';
import { typedCell } from './parseCells';

const momentMessages = {
  date: 'must be a date such as 2026-11-16',
  time: 'must be a time such as 09:30',
};

/** Creates the schema of a cell that must contain a date or time of day, and can contain both. */
export function createMomentCellSchema(
  requiredPart: 'date' | 'time',
  order?: DateOrder,
) {
  return typedCell
    .transform(text => readMoment(text, order))
    .refine(
      (moment): moment is CellMoment =>
        Boolean(moment?.[requiredPart] ?? moment?.instant),
      { error: momentMessages[requiredPart], abort: true },
    )
    .refine(
      ({ date }) => date === undefined || calendarDate.safeParse(date).success,
      'is not a valid date on or after 1970-01-01',
    );
}

export interface CellMoment {
  /** `YYYY-MM-DD`; can be a date that does not exist, such as 2026-02-30. */
  date?: string;
  /** `HH:MM:SS`, local time. */
  time?: string;
  /** An instant in UTC, if the cell has a UTC offset; `date` and `time` are then unset. */
  instant?: string;
}

/** Matches `2026-11-16`, `2026/11/16` and `2026.11.16`, and the space or `T` before a time. */
const yearFirstPattern =
  /^(?<year>\d{4})([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})(?:[T\s]+|$)/;

/** With full stops the day comes first; with other separators the order is ambiguous. */
const dayFirstPattern =
  /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?:\s+|$)/;

/** The day of the week before a date with the name of a month. */
const weekday = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\\s+)?';

const monthName = '(?<month>\\p{L}+)\\.?';

/** Matches `16/Nov/26`, `16-Nov-2026` and `Mon, 16 Nov 2026`. */
const namedMonthPattern = new RegExp(
  `^${weekday}(?<day>\\d{1,2})[-/.\\s]+${monthName}[-/.\\s]+(?<year>\\d{4}|\\d{2})(?:,?\\s+|$)`,
  'iu',
);

/** Matches `Nov 16, 2026` and `Mon Nov 16 2026`. */
const monthFirstNamePattern = new RegExp(
  `^${weekday}${monthName}\\s+(?<day>\\d{1,2}),?\\s+(?<year>\\d{4})(?:,?\\s+|$)`,
  'iu',
);

/** The languages of the names of months. Jira exports dates in the user's language. */
const MONTH_LANGUAGES = 'en de es fr it nl pt pl sv da nb fi cs hu'.split(' ');

/** The numbers of months by their full and short names, in lower case and without a full stop. */
const readMonthNumbers = once(
  (): ReadonlyMap<string, string> =>
    new Map([['sept', '09'], ...MONTH_LANGUAGES.flatMap(listMonthNames)]),
);

function listMonthNames(language: string): Array<[string, string]> {
  return (['short', 'long'] as const).flatMap(month =>
    // Some languages inflect the name of a month after a day.
    [{ month }, { month, day: 'numeric' as const }].flatMap(options => {
      const format = new Intl.DateTimeFormat(language, {
        ...options,
        timeZone: 'UTC',
      });
      return range(12).map((index): [string, string] => [
        format
          .formatToParts(Date.UTC(2026, index))
          .find(({ type }) => type === 'month')!
          .value.toLowerCase()
          .replace(/\.$/, ''),
        String(index + 1).padStart(2, '0'),
      ]);
    }),
  );
}

/** Match dates such as `01/02/2026`, which do not show which number is the month. */
const orderedPatterns: Readonly<Record<DateOrder, RegExp>> = {
  day_first:
    /^(?<day>\d{1,2})([-/])(?<month>\d{1,2})\2(?<year>\d{4}|\d{2})(?:,?\s+|$)/,
  month_first:
    /^(?<month>\d{1,2})([-/])(?<day>\d{1,2})\2(?<year>\d{4}|\d{2})(?:,?\s+|$)/,
};

/**
 * Determines the order of day and month in the dates of a file. A number above 12 must be the day.
 *
 * @returns undefined if no date shows the order, or if dates contradict each other
 */
export function findDateOrder(texts: Iterable<string>): DateOrder | undefined {
  const orders = new Set<DateOrder>();
  for (const text of texts) {
    const { day, month } = orderedPatterns.day_first.exec(text)?.groups ?? {};
    if (Number(day) > 12) orders.add('day_first');
    if (Number(month) > 12) orders.add('month_first');
  }
  const [order, contradiction] = orders;
  return contradiction === undefined ? order : undefined;
}

/** Matches `9:30`, `09:30:00.000` and `9:30 PM`. */
const timePattern =
  /^(\d{1,2}):([0-5]\d)(?::([0-5]\d)(?:[.,]\d{1,9})?)?(?:\s*([ap])m)?$/i;

/** Matches a UTC offset after a time of day; Jira's has no colon. */
const zonePattern =
  /(?<=:\d\d(?:[.,]\d{1,9})?)(?:Z|(?<hours>[+-]\d\d):?(?<minutes>\d\d))$/i;

/** Matches `UTC`, `UTC+0000` and `GMT+0100 (Central European Standard Time)`. */
const namedZonePattern =
  /(?:UTC|GMT)(?:(?<hours>[+-]\d\d):?(?<minutes>\d\d))?(?:\s*\([^()]*\))?$/;

/**
 * Parses a date, a time of day or both: `2026-11-16`, `16.11.2026 9:30`, `9:30 PM`,
 * `16/Nov/26 9:00 AM`, `2026-11-16T09:30:00.000+01:00`, `Mon Nov 16 2026 09:30:00 GMT+0100`.
 *
 * @param order - the order of day and month in dates such as `01/02/2026`; without an order, such
 * dates are not recognised
 * @returns undefined for any other text
 */
export function readMoment(
  text: string,
  order?: DateOrder,
): CellMoment | undefined {
  const offset = yearFirstPattern.test(text) && zonePattern.exec(text);
  if (offset) {
    const { hours, minutes } = offset.groups!;
    return toInstantMoment(
      hours ? `${text.slice(0, offset.index)}${hours}:${minutes}` : text,
    );
  }
  const zone = namedZonePattern.exec(text);
  const localText = zone ? text.slice(0, zone.index).trimEnd() : text;
  const [prefix, date] = parseLeadingDate(localText, order);
  const timeText = localText.slice(prefix.length);
  if (date && !timeText) {
    return { date };
  }
  const time = parseTimeOfDay(timeText);
  if (time === undefined) {
    return undefined;
  }
  if (zone) {
    const { hours = '+00', minutes = '00' } = zone.groups ?? {};
    return date === undefined
      ? undefined
      : toInstantMoment(`${date}T${time}${hours}:${minutes}`);
  }
  return { ...(date && { date }), time };
}

function toInstantMoment(text: string): CellMoment | undefined {
  const { data } = instantInput.safeParse(text);
  return data === undefined ? undefined : { instant: data };
}

/** Parses the date at the beginning of a text. Also returns the matched prefix. */
function parseLeadingDate(
  text: string,
  order: DateOrder | undefined,
): [prefix: string, date?: string] {
  const match =
    yearFirstPattern.exec(text) ??
    dayFirstPattern.exec(text) ??
    namedMonthPattern.exec(text) ??
    monthFirstNamePattern.exec(text) ??
    (order && orderedPatterns[order].exec(text));
  if (!match) {
    return [''];
  }
  const { year, month, day } = match.groups!;
  const monthNumber = /\d/.test(month)
    ? month.padStart(2, '0')
    : readMonthNumbers().get(month.toLowerCase());
  if (monthNumber === undefined) {
    return [''];
  }
  return [
    match[0],
    [
      year.length === 2 ? `20${year}` : year,
      monthNumber,
      day.padStart(2, '0'),
    ].join('-'),
  ];
}

function parseTimeOfDay(text: string): string | undefined {
  const [match, hours, minutes, seconds = '00', meridiem] =
    timePattern.exec(text) ?? [];
  const [minHour, maxHour] = meridiem ? [1, 12] : [0, 23];
  const hour = Number(hours);
  if (match === undefined || hour < minHour || hour > maxHour) {
    return undefined;
  }
  const isAfternoon = meridiem?.toLowerCase() === 'p';
  const hourOfDay = meridiem ? (hour % 12) + (isAfternoon ? 12 : 0) : hour;
  return `${String(hourOfDay).padStart(2, '0')}:${minutes}:${seconds}`;
}
