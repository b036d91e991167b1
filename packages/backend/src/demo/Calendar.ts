import { NewCycle } from '@callboard/plugin-callboard-common';
import { range, sortedIndex } from 'lodash';

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const WEEK_MS = 7 * DAY_MS;

/** The days of the demo year: day 0 is the first, day `days` is today. All in UTC. */
export class Calendar {
  readonly #start: number;

  /**
   * @param now - the end of the year
   * @param days - the number of whole days of the year before today
   */
  constructor(readonly now: Date, readonly days: number) {
    this.#start = new Date(now).setUTCHours(0, 0, 0, 0) - days * DAY_MS;
  }

  /** A moment of a day, by default its start; fractions of the hour are minutes. */
  getMoment(day: number, hour = 0): Date {
    return new Date(this.#start + day * DAY_MS + Math.floor(hour * HOUR_MS));
  }

  getDate(day: number): string {
    return this.getMoment(day).toISOString().slice(0, 10);
  }

  /** From 1, a Monday, to 7. */
  getWeekday(day: number): number {
    return this.getMoment(day).getUTCDay() || 7;
  }

  getMonday(day: number): number {
    return day - this.getWeekday(day) + 1;
  }

  isWorkingDay(day: number): boolean {
    return this.getWeekday(day) <= 5;
  }

  /**
   * A moment of a working day before today.
   *
   * @param fraction - of the year, from 0 to below 1; a weekend gives the Friday
   *   before it
   */
  getWorkingMoment(fraction: number, hour: number): Date {
    const day = Math.floor(fraction * this.days);
    return this.getMoment(Math.min(day, this.getMonday(day) + 4), hour);
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

  constructor(private readonly calendar: Calendar, from: number) {
    this.#firstDay = Math.floor(from * calendar.days);
    const all = range(this.#firstDay, calendar.days);
    const working = all.filter(day => calendar.isWorkingDay(day));
    this.#days = working.length > 0 ? working : all.slice(0, 1);
  }

  get length(): number {
    return this.#days.length;
  }

  getDay(position: number): number {
    return this.#days[Math.floor(position)];
  }

  getDate(position: number): string {
    return this.calendar.getDate(this.getDay(position));
  }

  getMoment(position: number): Date {
    const day = this.getDay(position);
    const [open, close] = day === this.#firstDay ? FIRST_HOURS : HOURS;
    const hour = open + (position % 1) * (close - open);
    return this.calendar.getMoment(day, hour);
  }

  /** The position of a day, or of the next working day. */
  getPosition(day: number): number {
    return sortedIndex(this.#days, day);
  }

  /** Returns the cycle of a day; the first, 0, starts on a Monday. */
  getCycle(day: number): number {
    return Math.max(0, Math.floor((day - this.getCycleStart(0)) / CYCLE_DAYS));
  }

  /** The number of cycles until today, and the one after it. */
  get cycleCount(): number {
    return this.getCycle(this.calendar.days) + 2;
  }

  getCycleStart(cycle: number): number {
    return this.calendar.getMonday(this.#firstDay) + cycle * CYCLE_DAYS;
  }

  toNewCycle(cycle: number): NewCycle {
    const start = this.getCycleStart(cycle);
    return {
      name: getCycleName(cycle),
      start_date: this.calendar.getDate(start),
      end_date: this.calendar.getDate(start + CYCLE_DAYS - 1),
    };
  }
}

export function getCycleName(cycle: number): string {
  return `Cycle ${cycle + 1}`;
}
