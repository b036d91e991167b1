import { weekdayOf } from './workingDays';

/** When somebody works, and what keeps them from it. */
export interface WorkingTime {
  /** Monday first. */
  minutes_per_weekday: readonly number[];
  /** What a holiday expects of everybody who would work, by date. */
  holidays: ReadonlyMap<string, number>;
  timeOff: ReadonlyArray<{
    date_from: string;
    date_to: string;
    /** How much of each day is off; null for all of it. */
    minutes_per_day: number | null;
  }>;
  /** The first and the last day on which they are on the staff, if any. */
  joined: string | null;
  left: string | null;
}

/**
 * How many minutes a day expects of somebody: what they work on that day of the
 * week, or on a holiday at most what it expects, without what they are off.
 *
 * @param date - `YYYY-MM-DD`
 */
export function expectedMinutes(time: WorkingTime, date: string): number {
  const { joined, left, holidays, timeOff } = time;
  if ((joined && date < joined) || (left && date > left)) {
    return 0;
  }
  const usual = time.minutes_per_weekday[weekdayOf(date) - 1];
  const held = Math.min(usual, holidays.get(date) ?? usual);
  const off = timeOff
    .filter(({ date_from, date_to }) => date_from <= date && date <= date_to)
    .reduce((sum, { minutes_per_day }) => sum + (minutes_per_day ?? held), 0);
  return Math.max(0, held - off);
}
