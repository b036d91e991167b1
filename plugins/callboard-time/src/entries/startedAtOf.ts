import type { Worklog } from '@callboard/plugin-callboard-common';
import { browserZone } from '@callboard/plugin-callboard-react';
import { DateTime } from 'luxon';

const local = (instant: string) =>
  DateTime.fromISO(instant, { zone: browserZone() });

const dayNumberOf = (date: string) =>
  DateTime.fromISO(date, { zone: 'utc' }).diff(DateTime.utc(1970), 'days').days;

/** An instant as a field for the time of day shows it: local, `HH:MM`. */
export const clockOf = (instant: string): string =>
  local(instant).toFormat('HH:mm');

/**
 * When an entry began, as its date and the time of day say that were typed.
 *
 * Where the entry had a start, that is moved. The date of an entry is one in the
 * workspace's zone and the clock is the reader's, so the start can be on the day before
 * or after, and it stays there.
 *
 * @param clock - local, `HH:MM`; empty where it is not told
 * @param before - the entry that is changed
 */
export function startedAtOf(
  date: string,
  clock: string,
  before?: Pick<Worklog, 'logged_at' | 'started_at'>,
): string | null {
  if (!clock) {
    return null;
  }
  if (!before?.started_at) {
    return local(`${date}T${clock}`).toUTC().toISO();
  }
  const { logged_at, started_at } = before;
  const isSameClock = clock === clockOf(started_at);
  if (isSameClock && date === logged_at) {
    return started_at;
  }
  const days = dayNumberOf(date) - dayNumberOf(logged_at);
  const moved = local(started_at).plus({ days });
  const [hour, minute] = clock.split(':').map(Number);
  return (
    isSameClock ? moved : moved.set({ hour, minute, second: 0, millisecond: 0 })
  )
    .toUTC()
    .toISO();
}
