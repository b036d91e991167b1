/** A visible day of the week. */
export interface WeekDay {
  date: string;
  isToday: boolean;
  /** Whether no work is expected: weekend, holiday or time off. */
  isOff: boolean;
  /** Whether the day is read-only: submitted or approved. */
  isLocked: boolean;
  /** The expected minutes of the calendar. */
  expected: number;
  /** The name of the holiday. */
  holiday?: string;
}
