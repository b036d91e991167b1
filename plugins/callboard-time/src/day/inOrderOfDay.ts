import type { Worklog } from '@callboard/plugin-callboard-common';

const instantOf = ({ started_at, created_at }: Worklog) =>
  started_at ?? created_at;

/** The entries of a day: those with a start by that, then the others as they came. */
export function inOrderOfDay(entries: readonly Worklog[]): Worklog[] {
  return [...entries].sort(
    (a, b) =>
      Number(a.started_at === null) - Number(b.started_at === null) ||
      instantOf(a).localeCompare(instantOf(b)),
  );
}
