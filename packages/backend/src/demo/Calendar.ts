import { last, range, sortedIndex } from 'lodash';

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const WEEK_MS = 7 * DAY_MS;

const CYCLE_DAYS = 14;

/**
 * The days of the demo year in UTC: day 0 is the first; day `days` is today, for which little is
 * seeded, so that visitors mostly see their own actions. A position counts working days: 3.5 is the
 * middle of the working hours of the fourth working day.
 */
export class Calendar {
  readonly #start: number;
  readonly #workingDays: number[];

  /**
   * @param now - the current time, at which the demo year ends
   * @param days - the number of whole days of the year before today
   */
  constructor(readonly now: Date, readonly days: number) {
    this.#start = new Date(now).setUTCHours(0, 0, 0, 0) - days * DAY_MS;
    const working = range(days).filter(day => this.isWorkingDay(day));
    const friday = this.getMonday(days - 1) + 4;
    this.#workingDays = working.length > 0 ? working : [friday];
  }

  /** A moment of a day, by default its start; fractions of the hour are minutes. */
  getMoment(day: number, hour = 0): Date {
    return new Date(this.#start + day * DAY_MS + Math.floor(hour * HOUR_MS));
  }

  getDate(day: number): string {
    return this.getMoment(day).toISOString().slice(0, 10);
  }

  getMonday(day: number): number {
    return day - ((this.getMoment(day).getUTCDay() + 6) % 7);
  }

  isWorkingDay(day: number): boolean {
    return day - this.getMonday(day) < 5;
  }

  /** The number of working days before today. */
  get length(): number {
    return this.#workingDays.length;
  }

  /** Returns the day of a position, which must be less than `length`. */
  getDay(position: number): number {
    return this.#workingDays[Math.floor(position)];
  }

  /** Returns the position of a day, or of the next working day. */
  getPosition(day: number): number {
    return sortedIndex(this.#workingDays, day);
  }

  /** Returns a moment of a position's day, by default in its working hours. */
  getWorkingMoment(position: number, hour = 8 + (position % 1) * 10): Date {
    return this.getMoment(this.getDay(position), hour);
  }

  /** Returns a moment of the last working day before today. */
  getRecentMoment(hour: number): Date {
    return this.getMoment(last(this.#workingDays)!, hour);
  }

  /** Returns the number of the cycle of a day, from 1. All projects have the same cycles. */
  getCycle(day: number): number {
    return Math.floor((day - this.getMonday(0)) / CYCLE_DAYS) + 1;
  }

  /** Returns the first day of a cycle: a Monday. */
  getCycleStart(cycle: number): number {
    return this.getMonday(0) + (cycle - 1) * CYCLE_DAYS;
  }
}
