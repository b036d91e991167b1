import type { DataTableArrival } from '@callboard/plugin-callboard-react';
import { useCallback, useEffect, useMemo, useState } from 'react';

/** An item to focus. */
export interface Arrival extends DataTableArrival {
  /** Whether the list may load more pages to find it. */
  mayLoad: boolean;
}

/** Remembers which item to focus, until it has the focus. */
export function useArrival(): {
  arrival: Arrival | undefined;
  /** Focuses an item as soon as it is loaded. */
  arriveAt: (id: string) => void;
  /** Focuses an item if it is already loaded; otherwise does nothing. */
  returnTo: (id: string) => void;
} {
  const [target, setTarget] = useState<{ rowId: string; mayLoad: boolean }>();
  const arrival = useMemo(
    () => target && { ...target, onArrive: () => setTarget(undefined) },
    [target],
  );
  useEffect(() => {
    // Effects of the lists inside have already run: they have focused the item if they contain it.
    if (target && !target.mayLoad) {
      setTarget(undefined);
    }
  }, [target]);
  return {
    arrival,
    arriveAt: useCallback(
      (rowId: string) => setTarget({ rowId, mayLoad: true }),
      [],
    ),
    returnTo: useCallback(
      (rowId: string) => setTarget({ rowId, mayLoad: false }),
      [],
    ),
  };
}
