import { ChartBars } from './ChartRequest';

/** A ring with more slices is illegible. */
const MOST_SLICES = 12;

/** The slices of a ring. */
export interface Slices {
  shown: ChartBars['data'];
  /** The bars that are combined into one slice. */
  others: ChartBars['data'];
}

/**
 * The bars that get a slice of their own: the largest, in their original order. The
 * rest are combined into one slice, unless that would be a single bar.
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
