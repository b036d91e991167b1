import {
  MAX_MINUTES_PER_DAY,
  readDuration,
} from '@callboard/plugin-callboard-common';
import { readDay } from './readDay';

/** A part of what was typed that is missing or cannot be understood. */
export type QuickLogProblem =
  | { part: 'item' | 'duration' }
  /** `text` is what was typed for it. */
  | { part: 'unreadable' | 'tooLong' | 'day'; text: string };

/** What was understood of a line such as `PAY-42 1h30 review`. */
export interface QuickLog {
  /** In capitals; absent where none was typed. */
  identifier?: string;
  minutes?: number;
  /** Today, where no day was typed. */
  date: string;
  description: string;
  problems: QuickLogProblem[];
}

const IDENTIFIER = /^[a-z][a-z0-9]*-\d{1,9}$/i;

/** A duration is at most as many words, as in `1d 2h 30m`. */
const MOST_WORDS = 3;

/** The duration that words begin with, as many of them as belong to it. */
function durationAt(
  words: readonly string[],
  minutesPerDay: number,
): { minutes: number; count: number } | undefined {
  for (let count = Math.min(MOST_WORDS, words.length); count > 0; count -= 1) {
    const text = words.slice(0, count).join(' ');
    const minutes = readDuration(text, minutesPerDay);
    if (minutes !== undefined) {
      return { minutes, count };
    }
  }
  return undefined;
}

/** What is missing, or typed where a duration should be. */
function durationProblem(
  minutes: number | undefined,
  typed: string,
): QuickLogProblem[] {
  if (minutes === undefined) {
    return /^[\d-]/.test(typed)
      ? [{ part: 'unreadable', text: typed.split(' ')[0] }]
      : [{ part: 'duration' }];
  }
  if (minutes === 0) {
    return [{ part: 'duration' }];
  }
  return minutes > MAX_MINUTES_PER_DAY
    ? [{ part: 'tooLong', text: typed }]
    : [];
}

/**
 * Reads a line of time as people type it: an item, how long and, if they want, the
 * day, in any order; all that follows is the description.
 *
 * @param options - `today` is the date it is, `minutesPerDay` how long `1d` is
 */
export function readQuickLog(
  text: string,
  options: { today: string; minutesPerDay: number },
): QuickLog {
  const words = text.trim().split(/\s+/).filter(Boolean);
  let identifier: string | undefined;
  let duration: { minutes: number; text: string } | undefined;
  let day: { date: string | null; text: string } | undefined;
  let at = 0;
  while (at < words.length) {
    const word = words[at];
    const date = day ? undefined : readDay(word, options.today);
    const found = duration
      ? undefined
      : durationAt(words.slice(at), options.minutesPerDay);
    if (!identifier && IDENTIFIER.test(word)) {
      identifier = word.toUpperCase();
      at += 1;
    } else if (date !== undefined) {
      day = { date, text: word };
      at += 1;
    } else if (found) {
      const { minutes, count } = found;
      duration = { minutes, text: words.slice(at, at + count).join(' ') };
      at += count;
    } else {
      break;
    }
  }
  const description = words.slice(at).join(' ');
  const wrong = durationProblem(
    duration?.minutes,
    duration?.text ?? description,
  );
  return {
    identifier,
    minutes: wrong.length > 0 ? undefined : duration?.minutes,
    date: day?.date ?? options.today,
    description,
    problems: [
      ...(identifier ? [] : [{ part: 'item' } as const]),
      ...wrong,
      ...(day?.date === null ? [{ part: 'day', text: day.text } as const] : []),
    ],
  };
}
