import { DateTime } from 'luxon';

/** A seam for tests; midnight is UTC's throughout the demo year. */
export class Calendar {
  readonly #midnight: DateTime;

  /**
   * @param now the moment the year ends
   * @param days how many whole days of it lie before today
   */
  constructor(readonly now: Date, readonly days: number) {
    this.#midnight = DateTime.fromJSDate(now, { zone: 'utc' }).startOf('day');
  }

  /** The start in UTC of a day; day 0 is the first, day `days` is today. */
  dayAt(day: number): DateTime {
    return this.#midnight.minus({ days: this.days - day });
  }

  /** The first day of the week that the year ends in. */
  get lastMonday(): number {
    return this.days - this.dayAt(this.days).weekday + 1;
  }

  /** Whether people are at work on that day. */
  isWorkingDay(day: number): boolean {
    return this.dayAt(day).weekday <= 5;
  }

  /**
   * A moment of an office day before today.
   *
   * @param fraction how far into the year, from 0 to below 1; a weekend gives
   *   the Friday before it
   * @param hour the hour of the day in UTC; fractions are minutes
   */
  momentAt(fraction: number, hour: number): Date {
    const day = this.dayAt(Math.floor(fraction * this.days));
    const weekend = Math.max(0, day.weekday - 5);
    return day.minus({ days: weekend }).plus({ hours: hour }).toJSDate();
  }

  /** A moment of the last office day before today, as in `momentAt`. */
  lastDayAt(hour: number): Date {
    return this.momentAt((this.days - 0.5) / this.days, hour);
  }
}
