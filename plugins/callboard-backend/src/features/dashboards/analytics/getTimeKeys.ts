import { DayRange, MAX_BUCKETS } from '@callboard/plugin-callboard-common';
import { addDays } from '../../time/rules/workingDays';
import { getRangeBuckets } from '../numbers/buckets';
import { ResolvedQuery } from '../numbers/ResolvedQuery';

/** The buckets of a range; without one, the non-empty ones. The latest if a chart cannot show all. */
export function getTimeKeys(
  resolvedQuery: ResolvedQuery,
  values: ReadonlyArray<ReadonlyMap<string, number>>,
): string[] {
  const keys = resolvedQuery.range
    ? getRangeBuckets(
        getLatestDays(resolvedQuery.range),
        resolvedQuery,
        2 * MAX_BUCKETS,
      )
    : [...new Set(values.flatMap(map => [...map.keys()]))].sort();
  return keys.slice(-MAX_BUCKETS);
}

/** The days that the last buckets of a range can contain; months are the longest buckets. */
function getLatestDays({ start, end }: DayRange): DayRange {
  const first = addDays(end, -31 * MAX_BUCKETS);
  return { start: start > first ? start : first, end };
}
