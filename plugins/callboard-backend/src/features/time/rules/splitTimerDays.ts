import { getDateInZone, toInstantRange } from '../../../database/zones';

const MINUTE_MS = 60_000;

/** The shortest time that is logged: half a minute. */
const MIN_TIMER_MS = MINUTE_MS / 2;

interface DaySpan {
  /** `YYYY-MM-DD`; after 9999-12-31 with a sign and six digits for the year. */
  date: string;
  /** Milliseconds since 1970. */
  from: number;
  /** Exclusive. */
  to: number;
}

export interface TimerDay extends DaySpan {
  /** The day's share of the rounded total; at least 1. */
  minutes: number;
}

/**
 * Splits a timer's time by day in a time zone. Rounds the total to minutes, then to the step that
 * the workspace has set. Distributes this total in proportion to the timer's length on each day, so
 * the days add up to the total. Skips days whose share is rounded to zero.
 *
 * @param from - milliseconds since 1970
 * @param to - exclusive
 */
export function splitTimerDays(
  from: number,
  to: number,
  {
    zone,
    rounding_minutes,
  }: {
    zone: string;
    /** The workspace's rounding step for timers; 0 for none. */
    rounding_minutes: number;
  },
): TimerDay[] {
  const length = to - from;
  if (length < MIN_TIMER_MS) {
    return [];
  }
  const total = roundMinutes(Math.round(length / MINUTE_MS), rounding_minutes);
  const computeMinutesUntil = (instant: number) =>
    Math.round(((instant - from) / length) * total);
  return splitAtMidnight(from, to, zone)
    .map(span => ({
      ...span,
      minutes: computeMinutesUntil(span.to) - computeMinutesUntil(span.from),
    }))
    .filter(({ minutes }) => minutes > 0);
}

/**
 * Rounds minutes to the nearest multiple of a step, but to at least one step, so that no time is
 * rounded away. Rounds half a step up.
 *
 * @param minutes - whole, at least 1
 * @param step - 0 for no rounding
 */
export function roundMinutes(minutes: number, step: number): number {
  return step === 0
    ? minutes
    : Math.max(step, Math.round(minutes / step) * step);
}

/**
 * Splits a time span by day in a time zone, in order, without gaps. A day with a clock change can
 * have 23 or 25 hours. A date that the time zone skipped has no span.
 *
 * @param from - milliseconds since 1970
 * @param to - exclusive
 */
export function splitAtMidnight(
  from: number,
  to: number,
  zone: string,
): DaySpan[] {
  const spans: DaySpan[] = [];
  let date = getDateInZone(from, zone);
  let start = from;
  while (start < to) {
    const midnight = toInstantRange(undefined, date, zone).to!;
    const end = Math.min(midnight, to);
    if (end > start) {
      spans.push({ date, from: start, to: end });
      start = end;
    }
    // `addDays` stays at 9999-12-31, so a loop that used it would not terminate.
    date = getDateInZone(midnight, zone);
  }
  return spans;
}
