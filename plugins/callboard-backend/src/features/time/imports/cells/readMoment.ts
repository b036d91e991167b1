import { instantInput } from '@callboard/plugin-callboard-common';

/** A date or time as far as a cell gives it. */
export interface CellMoment {
  /** `YYYY-MM-DD`; the day may not exist. */
  date?: string;
  /** `HH:MM:SS`, local time. */
  time?: string;
  /** An instant in UTC, where the cell names a zone; `date` and `time` are unset then. */
  instant?: string;
}

const yearFirst =
  /^(?<year>\d{4})([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})(?:[T\s]+|$)/;
/** With full stops the day comes first; with other separators the order is ambiguous. */
const dayFirst = /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?:\s+|$)/;
const timeOfDay =
  /^(\d{1,2}):([0-5]\d)(?::([0-5]\d)(?:[.,]\d{1,9})?)?(?:\s*([ap])m)?$/i;
const zone = /(?:Z|[+-]\d\d:\d\d)$/i;

/**
 * Parses a date, a time of day or both: `2026-11-16`, `16.11.2026 9:30`, `9:30 PM`,
 * `2026-11-16T09:30:00.000+01:00`.
 *
 * @returns undefined for any other text
 */
export function readMoment(text: string): CellMoment | undefined {
  if (zone.test(text)) {
    const { data } = instantInput.safeParse(text);
    return data === undefined ? undefined : { instant: data };
  }
  const [begin, date] = parseLeadingDate(text);
  const rest = text.slice(begin.length);
  if (date && !rest) {
    return { date };
  }
  const time = parseTimeOfDay(rest);
  return time === undefined ? undefined : { ...(date && { date }), time };
}

/** The date at the beginning of a text, and the matched prefix. */
function parseLeadingDate(text: string): [begin: string, date?: string] {
  const found = yearFirst.exec(text) ?? dayFirst.exec(text);
  if (!found) {
    return [''];
  }
  const { year, month, day } = found.groups!;
  return [
    found[0],
    `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  ];
}

function parseTimeOfDay(text: string): string | undefined {
  const [found, hours, minutes, seconds = '00', half] =
    timeOfDay.exec(text) ?? [];
  const [first, last] = half ? [1, 12] : [0, 23];
  const hour = Number(hours);
  if (found === undefined || hour < first || hour > last) {
    return undefined;
  }
  const isAfternoon = half?.toLowerCase() === 'p';
  const ofDay = half ? (hour % 12) + (isAfternoon ? 12 : 0) : hour;
  return `${String(ofDay).padStart(2, '0')}:${minutes}:${seconds}`;
}
