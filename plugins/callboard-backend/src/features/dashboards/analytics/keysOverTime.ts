import { DayRange, MAX_BUCKETS } from '@callboard/plugin-callboard-common';
import { addDays } from '../../time/rules/workingDays';
import { bucketsOf } from '../numbers/buckets';
import { Question } from '../numbers/Question';

/**
 * The buckets of a range; without one, those in which there is something. Where there are
 * too many for a chart, the latest.
 */
export function keysOverTime(
  question: Question,
  values: ReadonlyArray<ReadonlyMap<string, number>>,
): string[] {
  const keys = question.range
    ? bucketsOf(latestDaysOf(question.range), question, 2 * MAX_BUCKETS)
    : [...new Set(values.flatMap(map => [...map.keys()]))].sort();
  return keys.slice(-MAX_BUCKETS);
}

/** Those of a range that its last buckets can have, of which months are the longest. */
function latestDaysOf({ start, end }: DayRange): DayRange {
  const first = addDays(end, -31 * MAX_BUCKETS);
  return { start: start > first ? start : first, end };
}
