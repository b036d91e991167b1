import { DateTime } from 'luxon';
import { toClockInstant } from './toClockInstant';

/** A user's digest schedule, in their time zone. */
export interface DigestSchedule {
  frequency: 'off' | 'daily' | 'weekly';
  /** `HH:MM` */
  at: string;
  /** 1 for Monday to 7 for Sunday; of a weekly digest. */
  weekday: number;
}

/**
 * When the next digest is due: the first time after `now` that the user's clock shows `at`, on
 * `weekday` if it is weekly. Once a day, whatever the clocks do.
 *
 * @param now - milliseconds since 1970
 * @returns milliseconds since 1970; undefined without a schedule
 */
export function computeNextDigestTime(
  now: number,
  { digest, timezone }: { digest: DigestSchedule; timezone: string },
): number | undefined {
  const { frequency, at, weekday } = digest;
  if (frequency === 'off') {
    return undefined;
  }
  const today = DateTime.fromMillis(now, { zone: timezone });
  const step = frequency === 'weekly' ? 7 : 1;
  let days = frequency === 'weekly' ? (weekday - today.weekday + 7) % 7 : 0;
  while (toClockInstant(today, days, at) <= now) {
    days += step;
  }
  return toClockInstant(today, days, at);
}
