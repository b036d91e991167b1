import { DateTime } from 'luxon';
import { addDays } from '../data/addDays';

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
const WEEK = 7;

/** The most recent date on a weekday; today counts. */
function findLastWeekday(at: number, today: string): string {
  const { weekday } = DateTime.fromISO(today, { zone: 'utc' });
  return addDays(today, -((weekday - 1 - at + WEEK) % WEEK));
}

/**
 * Parses a day: `today`, `yesterday`, `mon` for the last Monday, `-2d`, `2026-11-16`.
 *
 * @param today - the current date
 * @returns a calendar date; null for one that does not exist, such as 30 February; undefined if the
 * word is not a day
 */
export function readDay(
  word: string,
  today: string,
): string | null | undefined {
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
  const at = weekdays.findIndex(name => name.test(typed));
  return at < 0 ? undefined : findLastWeekday(at, today);
}
