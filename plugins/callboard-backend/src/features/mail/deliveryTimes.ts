import { DateTime } from 'luxon';
import { getKnownZone, toFirstInstant } from '../../database/zones';
import { MailPreferences } from './MailSource';

/**
 * Returns when an email may be sent: immediately, or when the current quiet hours end. `from` is
 * inclusive, `to` is exclusive; equal values mean no quiet hours. If clocks are set back and show
 * the end twice, quiet hours end at the first time.
 *
 * @param now - milliseconds since 1970
 * @returns milliseconds since 1970, not before `now`
 */
export function getQuietHoursEnd(
  now: number,
  { quiet_hours, timezone }: Pick<MailPreferences, 'quiet_hours' | 'timezone'>,
): number {
  if (!quiet_hours) {
    return now;
  }
  const { from, to } = quiet_hours;
  const local = DateTime.fromMillis(now, { zone: getKnownZone(timezone) });
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

/**
 * Returns the instant at which clocks show a time of day, some days after the day of `local`. If
 * clocks show the time twice that day, the first instant counts. If clocks skip the time, the
 * instant of the skip counts.
 *
 * @param time - `HH:MM`
 * @returns milliseconds since 1970
 */
function toClockInstant(local: DateTime, days: number, time: string): number {
  const [hour, minute] = time.split(':').map(Number);
  return toFirstInstant(
    Date.UTC(local.year, local.month - 1, local.day + days, hour, minute),
    local.zoneName!,
  );
}

/**
 * Computes when the next digest is due: the first instant after `now` at which the user's clock
 * shows `at`, on `weekday` if the digest is weekly. On each day, `at` occurs exactly once, even if
 * a clock change repeats or skips it.
 *
 * @param now - milliseconds since 1970
 * @returns milliseconds since 1970; undefined if digests are off
 */
export function computeNextDigestTime(
  now: number,
  { digest, timezone }: Pick<MailPreferences, 'digest' | 'timezone'>,
): number | undefined {
  const { frequency, at, weekday } = digest;
  if (frequency === 'off') {
    return undefined;
  }
  const today = DateTime.fromMillis(now, { zone: getKnownZone(timezone) });
  const step = frequency === 'weekly' ? 7 : 1;
  let days = frequency === 'weekly' ? (weekday - today.weekday + 7) % 7 : 0;
  while (toClockInstant(today, days, at) <= now) {
    days += step;
  }
  return toClockInstant(today, days, at);
}
