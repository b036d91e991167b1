import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import { useMemo, useRef } from 'react';

/** Tells the rows of a week apart; what the reader has lost sight of is one row. */
export const keyOfRow = ({
  issue_id,
}: Pick<TimesheetRow, 'issue_id'>): string => issue_id ?? 'unseen';

/**
 * Rows in the order in which they were first seen, new ones last: no row jumps away
 * from under what somebody types because it has got its first time.
 */
export function useSteadyOrder(rows: readonly TimesheetRow[]): TimesheetRow[] {
  const seen = useRef(new Map<string, number>());
  return useMemo(() => {
    const places = seen.current;
    for (const row of rows) {
      const key = keyOfRow(row);
      if (!places.has(key)) {
        places.set(key, places.size);
      }
    }
    return [...rows].sort(
      (a, b) => places.get(keyOfRow(a))! - places.get(keyOfRow(b))!,
    );
  }, [rows]);
}
