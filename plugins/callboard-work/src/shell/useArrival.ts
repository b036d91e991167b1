import type { DataTableArrival } from '@callboard/plugin-callboard-react';
import { useCallback, useMemo, useState } from 'react';

/** Remembers which item is to take the focus, until it has it. */
export function useArrival(): {
  arrival: DataTableArrival | undefined;
  arriveAt: (id: string) => void;
} {
  const [rowId, setRowId] = useState<string>();
  const arrival = useMemo(
    () => (rowId ? { rowId, onArrive: () => setRowId(undefined) } : undefined),
    [rowId],
  );
  return { arrival, arriveAt: useCallback((id: string) => setRowId(id), []) };
}
