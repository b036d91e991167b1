import type { DataTableArrival } from '@callboard/plugin-callboard-react';
import { useCallback, useEffect, useMemo, useState } from 'react';

/** An item that is to take the focus. */
export interface Arrival extends DataTableArrival {
  /** Whether more of a list is worth loading to find it. */
  mayLoad: boolean;
}

/** Remembers which item is to take the focus, until it has it. */
export function useArrival(): {
  arrival: Arrival | undefined;
  /** Gives an item the focus as soon as it is there. */
  arriveAt: (id: string) => void;
  /** Gives an item the focus where it is there now, else leaves the focus. */
  returnTo: (id: string) => void;
} {
  const [wanted, setWanted] = useState<{ rowId: string; mayLoad: boolean }>();
  const arrival = useMemo(
    () => wanted && { ...wanted, onArrive: () => setWanted(undefined) },
    [wanted],
  );
  useEffect(() => {
    // By now, the lists beneath have given it the focus if they have it.
    if (wanted && !wanted.mayLoad) {
      setWanted(undefined);
    }
  }, [wanted]);
  return {
    arrival,
    arriveAt: useCallback(
      (rowId: string) => setWanted({ rowId, mayLoad: true }),
      [],
    ),
    returnTo: useCallback(
      (rowId: string) => setWanted({ rowId, mayLoad: false }),
      [],
    ),
  };
}
