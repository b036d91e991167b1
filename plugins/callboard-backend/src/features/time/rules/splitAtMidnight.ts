import { getDateInZone, toInstantRange } from '../../../database/zones';
import { addDays } from './workingDays';

/** A time span within one day of a zone. */
export interface DaySpan {
  /** `YYYY-MM-DD` */
  date: string;
  /** Milliseconds since 1970. */
  from: number;
  /** Exclusive. */
  to: number;
}

/**
 * Splits a time span by day in a zone, in order, without gaps. A day with a clock change has 23 or
 * 25 hours; a date that a zone skipped has none.
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
  let start = from;
  for (
    let date = getDateInZone(from, zone);
    start < to;
    date = addDays(date, 1)
  ) {
    const midnight = toInstantRange(undefined, date, zone).to!;
    const end = Math.min(midnight, to);
    if (end > start) {
      spans.push({ date, from: start, to: end });
      start = end;
    }
  }
  return spans;
}
