import {
  MAX_MINUTES_PER_DAY,
  parseDuration,
} from '@callboard/plugin-callboard-common';
import { DateTime } from 'luxon';
import { addDays, getWeekStart } from '../data/dates';

const weekdays = [
  /^mon(?:day)?$/,
  /^tue(?:s|sday)?$/,
  /^wed(?:nesday)?$/,
  /^thu(?:r|rs|rsday)?$/,
  /^fri(?:day)?$/,
  /^sat(?:urday)?$/,
  /^sun(?:day)?$/,
];

const DAYS_BACK = /^-(\d{1,4})d$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Parses a day: `today`, `yesterday`, `mon` for the latest Monday (today counts), `-2d` or
 * `2026-11-16`. Returns null for a date that does not exist, and undefined for any other word.
 */
function parseDay(word: string, today: string): string | null | undefined {
  const typed = word.toLowerCase();
  if (typed === 'today') {
    return today;
  }
  if (typed === 'yesterday') {
    return addDays(today, -1);
  }
  const [, back] = DAYS_BACK.exec(typed) ?? [];
  if (back) {
    return addDays(today, -Number(back));
  }
  if (DATE.test(typed)) {
    return DateTime.fromISO(typed, { zone: 'utc' }).toISODate();
  }
  const index = weekdays.findIndex(name => name.test(typed));
  // The latest date of a weekday is the first day of today's week, if weeks begin on that weekday.
  return index < 0 ? undefined : getWeekStart(today, index + 1);
}

type QuickLogProblem =
  /** The item or the duration is missing, or the duration is 0. */
  | { kind: 'item' | 'duration' }
  /** `text` is an unreadable duration, a duration that is too long, or an invalid day. */
  | { kind: 'unreadable' | 'tooLong' | 'day'; text: string };

/** The parsed form of a line such as `PAY-42 1h30 review`. */
interface QuickLog {
  /** In upper case; absent if the line has no identifier. */
  identifier?: string;
  minutes?: number;
  date: string;
  description: string;
  problems: QuickLogProblem[];
}

const IDENTIFIER = /^[a-z][a-z0-9]*-\d{1,9}$/i;

/** The maximum number of words in a duration, as in `1d 2h 30m`. */
const MAX_DURATION_WORDS = 3;

function parseLeadingDuration(
  words: readonly string[],
  minutesPerDay: number,
): { minutes: number; count: number } | undefined {
  for (
    let count = Math.min(MAX_DURATION_WORDS, words.length);
    count > 0;
    count -= 1
  ) {
    const text = words.slice(0, count).join(' ');
    const minutes = parseDuration(text, minutesPerDay);
    if (minutes !== undefined) {
      return { minutes, count };
    }
  }
  return undefined;
}

/**
 * Returns the problem of a missing or invalid duration; empty if it is valid.
 *
 * @param typed - the text of the duration or, if the line has none, the description
 */
function findDurationProblems(
  minutes: number | undefined,
  typed: string,
): QuickLogProblem[] {
  if (minutes === undefined) {
    // A description that begins with a digit is probably a misspelt duration.
    return /^[\d-]/.test(typed)
      ? [{ kind: 'unreadable', text: typed.split(' ')[0] }]
      : [{ kind: 'duration' }];
  }
  if (minutes === 0) {
    return [{ kind: 'duration' }];
  }
  return minutes > MAX_MINUTES_PER_DAY
    ? [{ kind: 'tooLong', text: typed }]
    : [];
}

/** Parses a line: an item, a duration and optionally a day, in any order, then the description. */
export function parseQuickLog(
  text: string,
  options: { today: string; minutesPerDay: number },
): QuickLog {
  const words = text.trim().split(/\s+/).filter(Boolean);
  let identifier: string | undefined;
  let duration: { minutes: number; text: string } | undefined;
  let day: { date: string | null; text: string } | undefined;
  let position = 0;
  while (position < words.length) {
    const word = words[position];
    const date = day ? undefined : parseDay(word, options.today);
    const leadingDuration = duration
      ? undefined
      : parseLeadingDuration(words.slice(position), options.minutesPerDay);
    if (!identifier && IDENTIFIER.test(word)) {
      identifier = word.toUpperCase();
      position += 1;
    } else if (date !== undefined) {
      day = { date, text: word };
      position += 1;
    } else if (leadingDuration) {
      const { minutes, count } = leadingDuration;
      duration = {
        minutes,
        text: words.slice(position, position + count).join(' '),
      };
      position += count;
    } else {
      break;
    }
  }
  const description = words.slice(position).join(' ');
  const durationProblems = findDurationProblems(
    duration?.minutes,
    duration?.text ?? description,
  );
  return {
    identifier,
    minutes: durationProblems.length > 0 ? undefined : duration?.minutes,
    date: day?.date ?? options.today,
    description,
    problems: [
      ...(identifier ? [] : [{ kind: 'item' } as const]),
      ...durationProblems,
      ...(day?.date === null ? [{ kind: 'day', text: day.text } as const] : []),
    ],
  };
}
