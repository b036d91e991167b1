import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import { useMemo, useRef } from 'react';

/** The key of a row; work items that the viewer may no longer see share one row. */
export const getRowKey = ({
  issue_id,
}: Pick<TimesheetRow, 'issue_id'>): string => issue_id ?? 'unseen';

/**
 * Keeps rows in the order of their first appearance, new ones last, so that no row moves while a
 * person types because it received its first time.
 */
export function useSteadyOrder(rows: readonly TimesheetRow[]): TimesheetRow[] {
  const seen = useRef(new Map<string, number>());
  return useMemo(() => {
    const positions = seen.current;
    for (const row of rows) {
      const key = getRowKey(row);
      if (!positions.has(key)) {
        positions.set(key, positions.size);
      }
    }
    return [...rows].sort(
      (a, b) => positions.get(getRowKey(a))! - positions.get(getRowKey(b))!,
    );
  }, [rows]);
}
