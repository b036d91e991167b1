import { ChartBars } from './ChartRequest';

/** A ring of more slices cannot be read. */
const MOST_SLICES = 12;

/** The slices of a ring. */
export interface Slices {
  shown: ChartBars['data'];
  /** What is drawn as one slice. */
  others: ChartBars['data'];
}

/**
 * The bars that have a slice of their own: the largest, in their order. What comes
 * after them is one slice, unless that would be of a single bar.
 */
export function slicesOf({ data }: ChartBars): Slices {
  if (data.length <= MOST_SLICES) {
    return { shown: data, others: [] };
  }
  const largest = new Set(
    [...data]
      .sort((one, other) => (other.count ?? 0) - (one.count ?? 0))
      .slice(0, MOST_SLICES - 1),
  );
  return {
    shown: data.filter(bar => largest.has(bar)),
    others: data.filter(bar => !largest.has(bar)),
  };
}
