import { DashboardSchedule } from '@callboard/plugin-callboard-common';
import { DateTime } from 'luxon';
import { toFirstInstant } from '../../../database/zones';

/** The sending times of a schedule. */
export type SendingTimes = Pick<
  DashboardSchedule,
  'frequency' | 'weekday' | 'day_of_month' | 'hour' | 'timezone'
>;

/**
 * Computes the next send time of a schedule: the first time after `now` at which local time reaches
 * its hour on one of its days. If a clock change skips that hour, this is the time of the clock
 * change. If a clock change repeats that hour, only its first occurrence counts.
 *
 * @param now - milliseconds since 1970
 * @returns milliseconds since 1970
 * @throws RangeError if the runtime does not know the time zone
 */
export function computeNextSendTime(now: number, times: SendingTimes): number {
  const { hour, timezone } = times;
  const today = DateTime.fromMillis(now, { zone: timezone });
  if (!today.isValid) {
    throw new RangeError(`Unknown time zone: ${timezone}`);
  }
  for (let occurrence = 0; ; occurrence += 1) {
    const { year, month, day } = computeSendDay(today, occurrence, times);
    const local = Date.UTC(year, month - 1, day, hour);
    const instant = toFirstInstant(local, timezone);
    if (instant > now) {
      return instant;
    }
  }
}

/** Computes the day of an occurrence, counted from 0. Occurrence 0 may be in the past. */
function computeSendDay(
  today: DateTime,
  occurrence: number,
  { frequency, weekday, day_of_month }: SendingTimes,
): { year: number; month: number; day: number } {
  // Computes days in UTC, which has no clock changes.
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
