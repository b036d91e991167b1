/** A half-open time interval; milliseconds since 1970. */
export interface Interval {
  from: number;
  to: number;
}

/** Subtracts busy intervals from an interval; the result is in order. */
export function subtractIntervals(
  { from, to }: Interval,
  busy: readonly Interval[],
): Interval[] {
  const free: Interval[] = [];
  let start = from;
  for (const taken of [...busy].sort((one, other) => one.from - other.from)) {
    if (taken.to > start && taken.from < to) {
      free.push({ from: start, to: taken.from });
      start = taken.to;
    }
  }
  free.push({ from: start, to });
  return free.filter(piece => piece.from < piece.to);
}
