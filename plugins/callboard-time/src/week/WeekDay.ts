/** A day of the week that is drawn. */
export interface WeekDay {
  date: string;
  isToday: boolean;
  /** Whether nothing is expected of it: a weekend, a holiday, time off. */
  isOff: boolean;
  /** Whether nothing can be changed: it is submitted or approved. */
  isLocked: boolean;
  /** What the calendar expects, in minutes. */
  expected: number;
  /** The holiday it is. */
  holiday?: string;
}
