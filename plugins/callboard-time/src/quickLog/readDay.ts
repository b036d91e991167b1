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

/** The last such day of the week; today, if it is one. */
function lastWeekday(at: number, today: string): string {
  const { weekday } = DateTime.fromISO(today, { zone: 'utc' });
  return addDays(today, -((weekday - 1 - at + WEEK) % WEEK));
}

/**
 * Reads a day as people type it: `today`, `yesterday`, `mon` for the last Monday,
 * `-2d`, `2026-11-16`.
 *
 * @param today - the date it is
 * @returns a calendar date; null for one that there is not, such as 30 February;
 *   undefined where the word is about no day
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
  return at < 0 ? undefined : lastWeekday(at, today);
}
