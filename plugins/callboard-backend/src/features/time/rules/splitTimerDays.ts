import { roundMinutes } from './roundMinutes';
import { DaySpan, splitAtMidnight } from './splitAtMidnight';

const MINUTE_MS = 60_000;

/** Less than half a minute is not logged. */
const LEAST_MS = MINUTE_MS / 2;

/** A timer's time on one day. */
export interface TimerDay extends DaySpan {
  /** Its share of the rounded total; at least 1. */
  minutes: number;
}

/**
 * Splits a timer's time by day in a zone. Rounds the total to minutes, then by the workspace
 * setting, and distributes it in proportion to each day's length, so the worklogs add up to the
 * total. Skips days with a share below half a minute.
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
  if (length < LEAST_MS) {
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
