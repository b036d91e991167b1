import { InstantRange } from '../../../database/zones';

/** A range of instants, split into whole spans and the rest at its ends. */
export interface Spans {
  inside: InstantRange;
  /** Each shorter than a span, and none that is empty. */
  edges: InstantRange[];
}

/**
 * Splits a range into whole spans and its edges.
 *
 * @returns undefined when it contains no whole span
 */
export function splitIntoSpans(
  { from, to }: InstantRange,
  spanMs: number,
): Spans | undefined {
  const first = from === undefined ? undefined : roundUp(from, spanMs);
  const last = to === undefined ? undefined : to - (to % spanMs);
  if (first !== undefined && last !== undefined && first >= last) {
    return undefined;
  }
  const edges: InstantRange[] = [];
  if (from !== first) {
    edges.push({ from, to: first });
  }
  if (to !== last) {
    edges.push({ from: last, to });
  }
  return { inside: { from: first, to: last }, edges };
}

function roundUp(ms: number, spanMs: number): number {
  return Math.ceil(ms / spanMs) * spanMs;
}
