import { NewCycle } from '@callboard/plugin-callboard-common';
import { range, sortedIndex } from 'lodash';
import { DateTime } from 'luxon';

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const WEEK_MS = 7 * DAY_MS;

/** The days of the demo year: day 0 is the first, day `days` is today. All in UTC. */
export class Calendar {
  readonly #midnight: DateTime;

  /**
   * @param now - the end of the year
   * @param days - the number of whole days of the year before today
   */
  constructor(readonly now: Date, readonly days: number) {
    this.#midnight = DateTime.fromJSDate(now, { zone: 'utc' }).startOf('day');
  }

  getDay(day: number): DateTime {
    return this.#midnight.minus({ days: this.days - day });
  }

  getDate(day: number): string {
    return this.getDay(day).toISODate()!;
  }

  /** A moment of a day; fractions of the hour are minutes. */
  getMoment(day: number, hour: number): Date {
    return this.getDay(day).plus({ hours: hour }).toJSDate();
  }

  get lastMonday(): number {
    return this.days - this.getDay(this.days).weekday + 1;
  }

  isWorkingDay(day: number): boolean {
    return this.getDay(day).weekday <= 5;
  }

  /**
   * A moment of a working day before today.
   *
   * @param fraction - of the year, from 0 to below 1; a weekend gives the Friday
   *   before it
   */
  getWorkingMoment(fraction: number, hour: number): Date {
    const day = Math.floor(fraction * this.days);
    const weekend = Math.max(0, this.getDay(day).weekday - 5);
    return this.getMoment(day - weekend, hour);
  }

  getRecentMoment(hour: number): Date {
    return this.getWorkingMoment((this.days - 0.5) / this.days, hour);
  }
}

/** People work on a project from the noon after it was created. */
const FIRST_HOURS = [12, 18] as const;
const HOURS = [8, 18] as const;

const CYCLE_DAYS = 14;

/**
 * The time of a project, counted in working days: position 3.5 is noon of the
 * fourth one. It ends with the day before today, which is left to visitors.
 */
export class ProjectCalendar {
  readonly #days: number[];
  readonly #firstDay: number;
  /** The day on which the first cycle begins: a Monday. */
  readonly #firstMonday: number;
  readonly #start: number;

  constructor(private readonly calendar: Calendar, from: number) {
    const { days } = calendar;
    this.#firstDay = Math.floor(from * days);
    this.#firstMonday =
      this.#firstDay - (calendar.getDay(this.#firstDay).weekday - 1);
    // Days of UTC have the same length, and numbers are quicker than dates.
    this.#start = calendar.getDay(0).toMillis();
    const all = range(this.#firstDay, days);
    const working = all.filter(day => this.#toDate(day).getUTCDay() % 6 !== 0);
    this.#days = working.length > 0 ? working : all.slice(0, 1);
  }

  get length(): number {
    return this.#days.length;
  }

  getDay(position: number): number {
    return this.#days[Math.floor(position)];
  }

  getDate(position: number): string {
    return this.#toDate(this.getDay(position)).toISOString().slice(0, 10);
  }

  getMoment(position: number): Date {
    const day = this.getDay(position);
    const [open, close] = day === this.#firstDay ? FIRST_HOURS : HOURS;
    return this.#toDate(day, open + (position % 1) * (close - open));
  }

  /** The position of a day, or of the next working day. */
  getPosition(day: number): number {
    return sortedIndex(this.#days, day);
  }

  /** The cycle of a day; the first is 0. */
  getCycle(day: number): number {
    return Math.max(0, Math.floor((day - this.#firstMonday) / CYCLE_DAYS));
  }

  /** The number of cycles until today, and the one after it. */
  get cycleCount(): number {
    return this.getCycle(this.calendar.days) + 2;
  }

  getCycleStart(cycle: number): number {
    return this.#firstMonday + cycle * CYCLE_DAYS;
  }

  toNewCycle(cycle: number): NewCycle {
    const start = this.getCycleStart(cycle);
    const [start_date, end_date] = [start, start + CYCLE_DAYS - 1].map(day =>
      this.calendar.getDate(day),
    );
    return { name: getCycleName(cycle), start_date, end_date };
  }

  #toDate(day: number, hour = 0): Date {
    return new Date(this.#start + day * DAY_MS + Math.floor(hour * HOUR_MS));
  }
}

export function getCycleName(cycle: number): string {
  return `Cycle ${cycle + 1}`;
}
