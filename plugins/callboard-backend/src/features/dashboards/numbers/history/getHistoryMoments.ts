import { MAX_BUCKETS } from '@callboard/plugin-callboard-common';
import { instantsOfDays } from '../../../../database/zones';
import { getRangeBuckets, daysOfBucket } from '../buckets';
import { HistoryQuestion } from './HistoryQuestion';

/** The end of a bucket within the range. */
export interface HistoryMoment {
  /** The key of the bucket. */
  key: string;
  /** Exclusive; milliseconds since 1970. */
  at: number;
  /** Whether it begins after today. */
  isToCome: boolean;
}

/** The moments of a chart, oldest first. */
export function getHistoryMoments(question: HistoryQuestion): HistoryMoment[] {
  const { range, today, zone } = question;
  // One more than fits, because a range need not begin with a bucket.
  return getRangeBuckets(range, question, MAX_BUCKETS + 1).map(key => {
    const { start, end } = daysOfBucket(key, question);
    const last = end < range.end ? end : range.end;
    return {
      key,
      at: instantsOfDays(undefined, last, zone).to!,
      isToCome: start > today || range.start > today,
    };
  });
}

/** The moment of the chart's total: the latest one not in the future. */
export function getLatestInstant(
  moments: readonly HistoryMoment[],
  { range, zone }: HistoryQuestion,
): number {
  return (
    moments.findLast(({ isToCome }) => !isToCome)?.at ??
    instantsOfDays(range.start, undefined, zone).from!
  );
}
