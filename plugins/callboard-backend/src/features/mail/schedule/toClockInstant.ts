import { DateTime } from 'luxon';
import { toFirstInstant } from '../../../database/zones';

/**
 * When clocks show a time, some days after the day of `local`: the first time if
 * they show it twice that day. If they jump over it, when they jump.
 *
 * @param time - `HH:MM`
 * @returns milliseconds since 1970
 */
export function toClockInstant(
  local: DateTime,
  days: number,
  time: string,
): number {
  const [hour, minute] = time.split(':').map(Number);
  return toFirstInstant(
    Date.UTC(local.year, local.month - 1, local.day + days, hour, minute),
    local.zoneName!,
  );
}
