import { getWeekday } from './workingDays';

/** A person's working hours and absences. */
export interface WorkingTime {
  /** Monday first. */
  minutes_per_weekday: readonly number[];
  /** The expected minutes on a holiday for everybody who would work, by date. */
  holidays: ReadonlyMap<string, number>;
  timeOff: ReadonlyArray<{
    date_from: string;
    date_to: string;
    /** Minutes off per day; null for the whole day. */
    minutes_per_day: number | null;
  }>;
  /** The first and the last day on the staff, if any. */
  joined: string | null;
  left: string | null;
}

/**
 * The expected minutes of a day: the person's minutes of that weekday, on a holiday at most the
 * holiday's minutes, less time off.
 *
 * @param date - `YYYY-MM-DD`
 */
export function computeExpectedMinutes(
  time: WorkingTime,
  date: string,
): number {
  const { joined, left, holidays, timeOff } = time;
  if ((joined && date < joined) || (left && date > left)) {
    return 0;
  }
  const regularMinutes = time.minutes_per_weekday[getWeekday(date) - 1];
  const availableMinutes = Math.min(
    regularMinutes,
    holidays.get(date) ?? regularMinutes,
  );
  const off = timeOff
    .filter(({ date_from, date_to }) => date_from <= date && date <= date_to)
    .reduce(
      (sum, { minutes_per_day }) => sum + (minutes_per_day ?? availableMinutes),
      0,
    );
  return Math.max(0, availableMinutes - off);
}
