import { ChartBars } from './ChartRequest';

/** The maximum number of slices in a readable ring. */
const MAX_SLICES = 12;

export interface Slices {
  shown: ChartBars['data'];
  /** The bars combined into one slice. */
  others: ChartBars['data'];
}

/**
 * The bars with their own slice: the largest, in their original order. The rest are combined into
 * one slice, unless that would be a single bar.
 */
export function toSlices({ data }: ChartBars): Slices {
  if (data.length <= MAX_SLICES) {
    return { shown: data, others: [] };
  }
  const largest = new Set(
    [...data]
      .sort((one, other) => (other.count ?? 0) - (one.count ?? 0))
      .slice(0, MAX_SLICES - 1),
  );
  return {
    shown: data.filter(bar => largest.has(bar)),
    others: data.filter(bar => !largest.has(bar)),
  };
}
