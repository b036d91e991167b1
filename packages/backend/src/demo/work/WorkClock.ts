import { Calendar } from '../year/Calendar';

/** People work on a project from the noon after it was founded. */
const FIRST_HOURS = [12, 18] as const;
const HOURS = [8, 18] as const;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * The time of a project in working days: 3.5 is half past three days of work.
 * It ends with the day before today, which is left to whoever tries the portal.
 */
export class WorkClock {
  /** The working days of the calendar. */
  readonly #days: number[];
  readonly #firstDay: number;
  readonly #start: number;

  constructor(calendar: Calendar, from: number) {
    this.#firstDay = Math.floor(from * calendar.days);
    // Days of UTC are all as long; thousands of moments are asked for.
    this.#start = calendar.dayAt(0).toMillis();
    const all = Array.from(
      { length: calendar.days - this.#firstDay },
      (_, index) => this.#firstDay + index,
    );
    const working = all.filter(day => this.#at(day).getUTCDay() % 6 !== 0);
    this.#days = working.length > 0 ? working : all.slice(0, 1);
  }

  /** How many working days there were. */
  get length(): number {
    return this.#days.length;
  }

  /** The day of the calendar. */
  dayOf(position: number): number {
    return this.#days[Math.floor(position)];
  }

  /** The date of it, such as 2026-03-18. */
  dateOf(position: number): string {
    return this.#at(this.dayOf(position)).toISOString().slice(0, 10);
  }

  /** The moment of it. */
  momentOf(position: number): Date {
    const day = this.dayOf(position);
    const [open, close] = day === this.#firstDay ? FIRST_HOURS : HOURS;
    return this.#at(day, open + (position % 1) * (close - open));
  }

  /** Where a day of the calendar is, or the next on which people work. */
  positionOf(day: number): number {
    const found = this.#days.findIndex(each => each >= day);
    return found < 0 ? this.length : found;
  }

  #at(day: number, hour = 0): Date {
    return new Date(this.#start + day * DAY_MS + Math.floor(hour * HOUR_MS));
  }
}
