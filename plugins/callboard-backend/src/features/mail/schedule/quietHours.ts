import { DateTime } from 'luxon';
import { instantOfClock } from './instantOfClock';

/** When somebody wants to hear nothing, in their own zone. */
export interface QuietHours {
  /** `HH:MM`; later than `to` where it passes midnight. */
  from: string;
  to: string;
}

/**
 * When a mail may go: at once, or when the quiet hours end that it falls into.
 * `from` is quiet, `to` is not; where both are the same, nothing is. Quiet hours
 * end once, also on a day on which the clock shows their end twice.
 *
 * @param now - milliseconds since 1970
 * @returns the same, not before `now`
 */
export function endOfQuietHours(
  now: number,
  {
    quiet_hours,
    timezone,
  }: { quiet_hours: QuietHours | null; timezone: string },
): number {
  if (!quiet_hours) {
    return now;
  }
  const { from, to } = quiet_hours;
  const local = DateTime.fromMillis(now, { zone: timezone });
  const time = local.toFormat('HH:mm');
  const passesMidnight = from > to;
  const isQuiet = passesMidnight
    ? time >= from || time < to
    : time >= from && time < to;
  if (!isQuiet) {
    return now;
  }
  const endsTomorrow = passesMidnight && time >= from;
  return Math.max(now, instantOfClock(local, endsTomorrow ? 1 : 0, to));
}
