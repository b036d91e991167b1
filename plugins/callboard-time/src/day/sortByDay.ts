import type { Worklog } from '@callboard/plugin-callboard-common';

const getInstant = ({ started_at, created_at }: Worklog) =>
  started_at ?? created_at;

/**
 * Sorts the worklogs of a day: those with a start by start, then the others in their original
 * order.
 */
export function sortByDay(entries: readonly Worklog[]): Worklog[] {
  return [...entries].sort(
    (a, b) =>
      Number(a.started_at === null) - Number(b.started_at === null) ||
      getInstant(a).localeCompare(getInstant(b)),
  );
}
