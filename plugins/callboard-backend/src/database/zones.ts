import { DateTime, IANAZone } from 'luxon';

const DAY_MS = 86_400_000;

/** The step of the search for offset changes: zones keep each offset for at least a week. */
const SEARCH_STEP_MS = 5 * DAY_MS;

/** A time span from `from` (inclusive) to `to` (exclusive), in milliseconds. */
export interface InstantRange {
  from?: number;
  to?: number;
}

/**
 * The instants of the days `start` to `end`, both included, in a zone. A day on which the clocks
 * change has 23 or 25 hours. Instants before 1970 become 1970, because no earlier data is stored.
 *
 * @param start - `YYYY-MM-DD`, or undefined for no lower bound
 * @param end - `YYYY-MM-DD`, or undefined for no upper bound
 */
export function toInstantRange(
  start: string | undefined,
  end: string | undefined,
  zone: string,
): InstantRange {
  const toInstant = (local: number) => Math.max(0, toFirstInstant(local, zone));
  return {
    from: start ? toInstant(Date.parse(start)) : undefined,
    to: end ? toInstant(Date.parse(end) + DAY_MS) : undefined,
  };
}

/**
 * The first instant at which the clocks of a zone show a time or have passed it. A local time may
 * occur twice, or not at all, and Luxon would then choose another instant.
 *
 * @param local - the local time in milliseconds, as if it were UTC
 * @returns milliseconds since 1970
 */
export function toFirstInstant(local: number, zone: string): number {
  // No zone differs from UTC by more than a day.
  const segments = listOffsetSegments(zone, local - DAY_MS, local + DAY_MS);
  // For each segment: the instant of the local time at its offset, but at earliest its start.
  const candidates = segments.map(({ from, offset }) =>
    Math.max(from, local - offset),
  );
  // Takes the first candidate that lies within its segment.
  const firstIndex = candidates.findIndex(
    (candidate, index) =>
      index === segments.length - 1 || candidate < segments[index + 1].from,
  );
  return candidates[firstIndex];
}

/** A zone's offset from UTC, from an instant on; all in milliseconds. */
export interface OffsetSegment {
  from: number;
  offset: number;
}

/**
 * The offsets of a zone between two instants, oldest first. Databases compute local days from these
 * offsets, so that the time-zone data of the databases is irrelevant.
 */
export function listOffsetSegments(
  zone: string,
  from: number,
  to: number,
): OffsetSegment[] {
  const getOffset = (ms: number) =>
    DateTime.fromMillis(ms, { zone }).offset * 60_000;
  const segments: OffsetSegment[] = [{ from, offset: getOffset(from) }];
  for (let start = from; start < to; start += SEARCH_STEP_MS) {
    const next = Math.min(start + SEARCH_STEP_MS, to);
    const offset = getOffset(next);
    if (offset !== segments[segments.length - 1].offset) {
      segments.push({
        from: findOffsetTransition(start, next, getOffset),
        offset,
      });
    }
  }
  return segments;
}

/** The first instant in (low, high] that has the offset of `high`. */
function findOffsetTransition(
  low: number,
  high: number,
  getOffset: (ms: number) => number,
): number {
  const target = getOffset(high);
  let [before, after] = [low, high];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (getOffset(middle) === target) {
      after = middle;
    } else {
      before = middle;
    }
  }
  return after;
}

/**
 * Returns a stored time zone, or UTC if this runtime does not know it: another version of Node may
 * have stored it.
 */
export function getKnownZone(zone: string): string {
  return IANAZone.isValidZone(zone) ? zone : 'UTC';
}

/** The date of a day number, counted from 1970-01-01. */
export function getDateFromDayNumber(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The instant with the same local time on another date. */
export function toSameTimeOn(date: string, ms: number, zone: string): number {
  const [{ offset }] = listOffsetSegments(zone, ms, ms);
  return toFirstInstant(Date.parse(date) + ((ms + offset) % DAY_MS), zone);
}

export function getDateInZone(ms: number, zone: string): string {
  return DateTime.fromMillis(ms, { zone }).toISODate()!;
}

/** The number of days since 1970-01-01, a Thursday. Dates have no time zone. */
const toDayNumber = (date: string) => Date.parse(date) / DAY_MS;

/** The last date with a four-digit year. */
const LAST_DAY = toDayNumber('9999-12-31');

/**
 * Adds days to a date in the format `YYYY-MM-DD`. The result is at most 9999-12-31, so a loop that
 * adds days until the date is later than another date may not terminate.
 */
export function addDays(date: string, days: number): string {
  return getDateFromDayNumber(Math.min(toDayNumber(date) + days, LAST_DAY));
}

/** Counts the days in a range, both ends included. */
export function countDaysInRange(first: string, last: string): number {
  return toDayNumber(last) - toDayNumber(first) + 1;
}

/** Returns the day of the week, 1 for Monday to 7 for Sunday. */
export function getWeekday(date: string): number {
  // Adding 3 makes Monday 0. Adding 7 corrects the negative remainders before 1970.
  return ((((toDayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/**
 * The first day of the week that contains a day.
 *
 * @param weekStart - the first day of the week, 1 for Monday to 7 for Sunday
 */
export function getWeekStart(date: string, weekStart: number): string {
  return addDays(date, -((getWeekday(date) - weekStart + 7) % 7));
}

/** The month that contains a day, as `YYYY-MM`. */
export function toMonth(date: string): string {
  return date.slice(0, 7);
}

/** The following month, as `YYYY-MM`. */
export function getNextMonth(month: string): string {
  // In every month, the fourth day after the 28th is in the next month.
  return toMonth(addDays(`${month}-28`, 4));
}
