import { dateInZone, instantsOfDays } from '../../../database/zones';
import { addDays } from './workingDays';

/** A span of time within one day of a zone. */
export interface DaySpan {
  /** `YYYY-MM-DD` */
  date: string;
  /** Milliseconds since 1970. */
  from: number;
  /** The first instant that is no longer in it. */
  to: number;
}

/**
 * A span of time, day by day in a zone, in order. Together they are the whole of
 * it: a day on which the clocks change has 23 or 25 hours, and a day that a zone
 * has left out has none.
 *
 * @param from - milliseconds since 1970
 * @param to - the first instant that is no longer in it
 */
export function splitAtMidnight(
  from: number,
  to: number,
  zone: string,
): DaySpan[] {
  const spans: DaySpan[] = [];
  let start = from;
  for (let date = dateInZone(from, zone); start < to; date = addDays(date, 1)) {
    const midnight = instantsOfDays(undefined, date, zone).to!;
    const end = Math.min(midnight, to);
    if (end > start) {
      spans.push({ date, from: start, to: end });
      start = end;
    }
  }
  return spans;
}
