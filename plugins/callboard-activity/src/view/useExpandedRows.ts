import type { Activity } from '@callboard/plugin-callboard-common';
import { useCallback, useMemo, useState, type KeyboardEvent } from 'react';

/** The rows whose bulk actions are expanded in place, and how to expand others. */
export interface ExpandedRows {
  isExpanded: (row: Activity) => boolean;
  toggle: (row: Activity) => void;
  /** Expands with the right arrow, and collapses with the left one. */
  onKeyDown: (event: KeyboardEvent<HTMLElement>, row: Activity) => void;
}

/** Stores which bulk actions are expanded in the list. */
export function useExpandedRows(): ExpandedRows {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const isExpanded = useCallback(
    (row: Activity) => expanded.has(row.id),
    [expanded],
  );
  const set = useCallback(
    (row: Activity, isOpen: boolean) =>
      setExpanded(current => {
        const next = new Set(current);
        if (isOpen) next.add(row.id);
        else next.delete(row.id);
        return next;
      }),
    [],
  );
  const toggle = useCallback(
    (row: Activity) => set(row, !isExpanded(row)),
    [set, isExpanded],
  );
  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>, row: Activity) => {
      const isOpen = { ArrowRight: true, ArrowLeft: false }[event.key];
      const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey;
      if (row.batch_id && isPlain && isOpen !== undefined) {
        event.preventDefault();
        set(row, isOpen);
      }
    },
    [set],
  );
  return useMemo(
    () => ({ isExpanded, toggle, onKeyDown }),
    [isExpanded, toggle, onKeyDown],
  );
}
