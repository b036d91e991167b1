import { DashboardSchedule } from '@callboard/plugin-callboard-common';
import { DateTime } from 'luxon';
import { toFirstInstant } from '../../../database/zones';

/** The fields of a schedule that determine when it is due. */
export type ScheduleTiming = Pick<
  DashboardSchedule,
  'frequency' | 'weekday' | 'day_of_month' | 'hour' | 'timezone'
>;

/**
 * Computes the next send time of a schedule: the first time after `now` at which one of the
 * scheduled days reaches the scheduled hour. If a clock change skips that hour, returns the time of
 * the clock change. If a clock change repeats that hour, only the first occurrence counts.
 *
 * @param now - milliseconds since 1970
 * @returns milliseconds since 1970; null if the runtime does not know the time zone, so that the
 *   schedule is not due until it is changed
 */
export function computeNextSendTime(
  now: number,
  timing: ScheduleTiming,
): number | null {
  const { hour, timezone } = timing;
  const today = DateTime.fromMillis(now, { zone: timezone });
  if (!today.isValid) {
    return null;
  }
  for (let occurrence = 0; ; occurrence += 1) {
    const { year, month, day } = computeSendDay(today, occurrence, timing);
    const local = Date.UTC(year, month - 1, day, hour);
    const instant = toFirstInstant(local, timezone);
    if (instant > now) {
      return instant;
    }
  }
}

/** Computes the day of the nth occurrence, from 0. Occurrence 0 may be in the past. */
function computeSendDay(
  today: DateTime,
  occurrence: number,
  { frequency, weekday, day_of_month }: ScheduleTiming,
): { year: number; month: number; day: number } {
  // Uses UTC, because it has no clock changes.
  const date = DateTime.utc(today.year, today.month, today.day);
  switch (frequency) {
    case 'monthly': {
      const month = date.startOf('month').plus({ months: occurrence });
      return month.set({ day: Math.min(day_of_month!, month.daysInMonth!) });
    }
    case 'weekly':
      return date.plus({
        days: ((weekday! - date.weekday + 7) % 7) + 7 * occurrence,
      });
    default:
      return date.plus({ days: occurrence });
  }
}
