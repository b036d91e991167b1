import { DateTime } from 'luxon';
import { toClockInstant } from './toClockInstant';

/** A user's quiet hours, in their time zone. */
export interface QuietHours {
  /** `HH:MM`; later than `to` where it passes midnight. */
  from: string;
  to: string;
}

/**
 * When an email may be sent: immediately, or when the current quiet hours end. `from` is inclusive,
 * `to` is exclusive; equal values mean no quiet hours. Quiet hours end once, even if the clock shows
 * their end twice.
 *
 * @param now - milliseconds since 1970
 * @returns milliseconds since 1970, not before `now`
 */
export function getQuietHoursEnd(
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
  return Math.max(now, toClockInstant(local, endsTomorrow ? 1 : 0, to));
}
