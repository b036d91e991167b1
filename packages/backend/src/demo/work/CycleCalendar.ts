import { NewCycle } from '@callboard/plugin-callboard-common';
import { Calendar } from '../year/Calendar';

const DAYS = 14;

/** The fortnights of a project, from the Monday before it was founded. */
export class CycleCalendar {
  readonly #first: number;

  constructor(private readonly calendar: Calendar, from: number) {
    const founded = Math.floor(from * calendar.days);
    this.#first = founded - (calendar.dayAt(founded).weekday - 1);
  }

  /** The fortnight that a day is in; the first is 0. */
  indexOf(day: number): number {
    return Math.max(0, Math.floor((day - this.#first) / DAYS));
  }

  /** The first day of a fortnight. */
  startOf(index: number): number {
    return this.#first + index * DAYS;
  }

  /** How many there are until today, and the one after it. */
  get count(): number {
    return this.indexOf(this.calendar.days) + 2;
  }

  /** What a fortnight is called. */
  nameOf(index: number): string {
    return `Cycle ${index + 1}`;
  }

  /** A fortnight as a cycle. */
  cycle(index: number): NewCycle {
    const day = (offset: number) =>
      this.calendar.dayAt(this.startOf(index) + offset).toISODate()!;
    return {
      name: this.nameOf(index),
      start_date: day(0),
      end_date: day(DAYS - 1),
    };
  }
}
