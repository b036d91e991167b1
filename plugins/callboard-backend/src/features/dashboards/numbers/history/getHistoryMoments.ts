import { MAX_BUCKETS } from '@callboard/plugin-callboard-common';
import { toInstantRange } from '../../../../database/zones';
import { getRangeBuckets, getBucketDays } from '../buckets';
import { ResolvedHistoryQuery } from './ResolvedHistoryQuery';

/** The end of a bucket within the range. */
export interface HistoryMoment {
  /** The key of the bucket. */
  key: string;
  /** Exclusive; milliseconds since 1970. */
  at: number;
  /** Whether it begins after today. */
  isFuture: boolean;
}

/** The moments of a chart, oldest first. */
export function getHistoryMoments(
  resolvedQuery: ResolvedHistoryQuery,
): HistoryMoment[] {
  const { range, today, zone } = resolvedQuery;
  // One more than fits, because a range need not begin with a bucket.
  return getRangeBuckets(range, resolvedQuery, MAX_BUCKETS + 1).map(key => {
    const { start, end } = getBucketDays(key, resolvedQuery);
    const last = end < range.end ? end : range.end;
    return {
      key,
      at: toInstantRange(undefined, last, zone).to!,
      isFuture: start > today || range.start > today,
    };
  });
}

/** The moment of the chart's total: the latest one not in the future. */
export function getLatestInstant(
  moments: readonly HistoryMoment[],
  { range, zone }: ResolvedHistoryQuery,
): number {
  return (
    moments.findLast(({ isFuture }) => !isFuture)?.at ??
    toInstantRange(range.start, undefined, zone).from!
  );
}
