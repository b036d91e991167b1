import { DashboardSchedule } from '@callboard/plugin-callboard-common';
import { DateTime } from 'luxon';
import { toFirstInstant } from '../../../database/zones';

/** The sending times of a schedule. */
export type SendingTimes = Pick<
  DashboardSchedule,
  'frequency' | 'weekday' | 'day_of_month' | 'hour' | 'timezone'
>;

/**
 * The next sending time of a schedule: the first time after `now` at which local time reaches its
 * hour on one of its days, or a clock change skips it. Once a day, despite clock changes.
 *
 * @param now - milliseconds since 1970
 * @returns milliseconds since 1970
 * @throws RangeError where its zone is unknown here
 */
export function computeNextSendTime(now: number, times: SendingTimes): number {
  const { hour, timezone } = times;
  const today = DateTime.fromMillis(now, { zone: timezone });
  if (!today.isValid) {
    throw new RangeError(`${timezone} is no zone that is known here`);
  }
  for (let turn = 0; ; turn += 1) {
    const { year, month, day } = computeSendDay(today, turn, times);
    const local = Date.UTC(year, month - 1, day, hour);
    const instant = toFirstInstant(local, timezone);
    if (instant > now) {
      return instant;
    }
  }
}

/** The day of the nth occurrence; that of occurrence 0 may have passed. */
function computeSendDay(
  today: DateTime,
  turn: number,
  { frequency, weekday, day_of_month }: SendingTimes,
): { year: number; month: number; day: number } {
  // Computes days in UTC, which has no clock changes.
  const date = DateTime.utc(today.year, today.month, today.day);
  switch (frequency) {
    case 'monthly': {
      const month = date.startOf('month').plus({ months: turn });
      return month.set({ day: Math.min(day_of_month!, month.daysInMonth!) });
    }
    case 'weekly':
      return date.plus({
        days: ((weekday! - date.weekday + 7) % 7) + 7 * turn,
      });
    default:
      return date.plus({ days: turn });
  }
}
