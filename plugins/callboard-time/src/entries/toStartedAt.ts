import type { Worklog } from '@callboard/plugin-callboard-common';
import { getBrowserZone } from '@callboard/plugin-callboard-react';
import { DateTime } from 'luxon';

const toLocalDateTime = (instant: string) =>
  DateTime.fromISO(instant, { zone: getBrowserZone() });

const toDayNumber = (date: string) =>
  DateTime.fromISO(date, { zone: 'utc' }).diff(DateTime.utc(1970), 'days').days;

/** Formats an instant for a time field: local, `HH:MM`. */
export const formatClock = (instant: string): string =>
  toLocalDateTime(instant).toFormat('HH:mm');

/**
 * Computes the start of a worklog from the typed date and time.
 *
 * An existing start is moved. The date of a worklog uses the workspace's zone and the time uses the
 * viewer's, so the start can be on the day before or after, and it stays there.
 *
 * @param clock - local, `HH:MM`; empty if not set
 * @param before - the worklog before the edit
 */
export function toStartedAt(
  date: string,
  clock: string,
  before?: Pick<Worklog, 'logged_at' | 'started_at'>,
): string | null {
  if (!clock) {
    return null;
  }
  if (!before?.started_at) {
    return toLocalDateTime(`${date}T${clock}`).toUTC().toISO();
  }
  const { logged_at, started_at } = before;
  const isSameClock = clock === formatClock(started_at);
  if (isSameClock && date === logged_at) {
    return started_at;
  }
  const days = toDayNumber(date) - toDayNumber(logged_at);
  const moved = toLocalDateTime(started_at).plus({ days });
  const [hour, minute] = clock.split(':').map(Number);
  return (
    isSameClock ? moved : moved.set({ hour, minute, second: 0, millisecond: 0 })
  )
    .toUTC()
    .toISO();
}
