import { roundMinutes } from './roundMinutes';
import { DaySpan, splitAtMidnight } from './splitAtMidnight';

const MINUTE_MS = 60_000;

/** What took less than half a minute is nothing. */
const LEAST_MS = MINUTE_MS / 2;

/** A day of a timer. */
export interface TimerDay extends DaySpan {
  /** Its share of the whole; at least 1. */
  minutes: number;
}

/**
 * What a timer is to be logged as, day by day in a zone. The whole is rounded, to
 * minutes and then as the workspace says, and shared out among the days by how long
 * each was: so the entries add up to the whole. A day whose share is less than half a
 * minute is left out.
 *
 * @param from - milliseconds since 1970
 * @param to - the first instant at which it no longer ran
 */
export function timerDays(
  from: number,
  to: number,
  {
    zone,
    rounding_minutes,
  }: {
    zone: string;
    /** What the workspace rounds timers to; 0 for nothing. */
    rounding_minutes: number;
  },
): TimerDay[] {
  const length = to - from;
  if (length < LEAST_MS) {
    return [];
  }
  const total = roundMinutes(Math.round(length / MINUTE_MS), rounding_minutes);
  const minutesUntil = (instant: number) =>
    Math.round(((instant - from) / length) * total);
  return splitAtMidnight(from, to, zone)
    .map(span => ({
      ...span,
      minutes: minutesUntil(span.to) - minutesUntil(span.from),
    }))
    .filter(({ minutes }) => minutes > 0);
}
