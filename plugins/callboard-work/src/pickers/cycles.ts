import type { Cycle } from '@callboard/plugin-callboard-common';

type Dated = Pick<Cycle, 'name' | 'start_date' | 'end_date'>;

/** Whether a cycle includes today; one with an open end does from its start on. */
export function isCurrentCycle(
  { start_date, end_date }: Dated,
  today: string,
): boolean {
  return (
    start_date !== null &&
    start_date <= today &&
    (end_date === null || today <= end_date)
  );
}

/** Sorts cycles by their first day, latest first; those without one at the end. */
export function sortCyclesNewestFirst<C extends Dated>(
  cycles: readonly C[],
): C[] {
  const getSortDate = ({ start_date, end_date }: Dated) =>
    start_date ?? end_date ?? '';
  return [...cycles].sort(
    (a, b) =>
      getSortDate(b).localeCompare(getSortDate(a)) ||
      a.name.localeCompare(b.name),
  );
}
