import {
  MAX_MINUTES_PER_DAY,
  parseDuration,
  instantInput,
  calendarDate,
} from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import { uniq } from 'lodash';

/** A cell that contains only the identifier of a work item. */
export const worklogIdentifierCell = z
  .string()
  .transform(text => text.toUpperCase())
  .refine(
    text => /^[A-Z][A-Z0-9_]*-[1-9]\d*$/.test(text),
    'must be a work item such as PAY-42',
  );

/** The maximum number of candidate identifiers per row. */
const MAX_IDENTIFIERS = 10;

/** Matches within `[PAY-42]` and `feature/PAY-42-login`, but not within `PAY-42nd` or `xPAY-42`. */
const identifierPattern =
  /(?<![A-Za-z0-9])[A-Z][A-Z0-9]{0,11}-[1-9]\d{0,8}(?![A-Za-z0-9])/g;

/** Extracts possible work item identifiers from texts, in order. */
export function findIdentifiers(texts: readonly string[]): string[] {
  const matches = texts.flatMap(text => text.match(identifierPattern) ?? []);
  return uniq(matches).slice(0, MAX_IDENTIFIERS);
}

/** A cell with an amount. Parses to true if the amount is above zero. */
export const amountCell = z
  .string()
  .transform(text => Number(text.replace(',', '.')))
  .pipe(z.number('must be a number').min(0, 'must not be negative'))
  .transform(amount => amount > 0);

/** The minutes in each unit. */
const minutesPerUnit = { hours: 60, minutes: 1, seconds: 1 / 60 };

const tooLong = 'must be at most 24 hours';

/** Matches `90`, `1.5`, `1,5`, `.5`, `1.` and `1e-3`. */
const numberPattern = /^(\d*[.,]?\d+|\d+[.,])(e[+-]?\d+)?$/i;

/** Matches `1:30` and `01:30:00`. */
const clockPattern = /^(\d+):([0-5]\d)(?::([0-5]\d))?$/;

/** The "classic" format of Toggl Track: `47:06 min`, `14 sec`. */
const classicPattern = /^(?:(\d+):([0-5]\d) min|(\d+) sec)$/;

/**
 * Duration cells in minutes: `1:30`, `01:30:00`, `1h 30m`, `1,5 h`, `47:06 min`, or a plain number
 * in the unit of the key. A number with a fraction is in hours even if the unit is seconds, because
 * seconds have no fractions.
 */
export const durationCells = {
  hours: createDurationCellSchema('hours'),
  minutes: createDurationCellSchema('minutes'),
  seconds: createDurationCellSchema('seconds'),
};

/** The unit of a plain number. */
export type DurationUnit = keyof typeof durationCells;

function createDurationCellSchema(unit: keyof typeof minutesPerUnit) {
  return z
    .string()
    .transform(text => parseDurationMinutes(text.toLowerCase(), unit))
    .refine(
      (minutes): minutes is number => minutes !== undefined,
      'must be a duration such as 1:30',
    )
    .transform(Math.round)
    .pipe(
      z
        .number(tooLong)
        .min(1, 'must be at least half a minute')
        .max(MAX_MINUTES_PER_DAY, tooLong),
    );
}

function parseDurationMinutes(
  text: string,
  unit: keyof typeof minutesPerUnit,
): number | undefined {
  if (numberPattern.test(text)) {
    const number = Number(text.replace(',', '.'));
    const isFraction = !Number.isInteger(number);
    return (
      number * minutesPerUnit[unit === 'seconds' && isFraction ? 'hours' : unit]
    );
  }
  const [, hours, minutes, seconds = '0'] = clockPattern.exec(text) ?? [];
  if (hours) {
    return Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
  }
  const [isClassic, wholeMinutes = '0', secondsText, secondsOnly] =
    classicPattern.exec(text) ?? [];
  return isClassic
    ? Number(wholeMinutes) + Number(secondsText ?? secondsOnly) / 60
    : parseDuration(text);
}

const momentMessages = {
  date: 'must be a date such as 2026-11-16',
  time: 'must be a time such as 09:30',
};

/**
 * Creates the schema of a cell with a date, a time of day, or both.
 *
 * @param requiredPart - the part that the cell must contain
 */
export function createMomentCellSchema(requiredPart: 'date' | 'time') {
  return z
    .string()
    .transform(text => readMoment(text))
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

/** The date, time or instant in a cell. */
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

/** Matches `9:30`, `09:30:00.000` and `9:30 PM`. */
const timePattern =
  /^(\d{1,2}):([0-5]\d)(?::([0-5]\d)(?:[.,]\d{1,9})?)?(?:\s*([ap])m)?$/i;

/** Matches a UTC offset at the end of a text. */
const zonePattern = /(?:Z|[+-]\d\d:\d\d)$/i;

/**
 * Parses a date, a time of day or both: `2026-11-16`, `16.11.2026 9:30`, `9:30 PM`,
 * `2026-11-16T09:30:00.000+01:00`.
 *
 * @returns undefined for any other text
 */
export function readMoment(text: string): CellMoment | undefined {
  if (zonePattern.test(text)) {
    const { data } = instantInput.safeParse(text);
    return data === undefined ? undefined : { instant: data };
  }
  const [prefix, date] = parseLeadingDate(text);
  const timeText = text.slice(prefix.length);
  if (date && !timeText) {
    return { date };
  }
  const time = parseTimeOfDay(timeText);
  return time === undefined ? undefined : { ...(date && { date }), time };
}

/** Parses the date at the beginning of a text. Also returns the matched prefix. */
function parseLeadingDate(text: string): [prefix: string, date?: string] {
  const match = yearFirstPattern.exec(text) ?? dayFirstPattern.exec(text);
  if (!match) {
    return [''];
  }
  const { year, month, day } = match.groups!;
  return [
    match[0],
    `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  ];
}

function parseTimeOfDay(text: string): string | undefined {
  const [match, hours, minutes, seconds = '00', meridiem] =
    timePattern.exec(text) ?? [];
  const [first, last] = meridiem ? [1, 12] : [0, 23];
  const hour = Number(hours);
  if (match === undefined || hour < first || hour > last) {
    return undefined;
  }
  const isAfternoon = meridiem?.toLowerCase() === 'p';
  const hourOfDay = meridiem ? (hour % 12) + (isAfternoon ? 12 : 0) : hour;
  return `${String(hourOfDay).padStart(2, '0')}:${minutes}:${seconds}`;
}
