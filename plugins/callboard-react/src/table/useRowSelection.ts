import { useEventCallback } from '@mui/material/utils';
import { useMemo } from 'react';
import type { RowSelection } from './DataTableRow';
import type { DataTableSelection } from './DataTableSelection';

/**
 * Returns the props that make rows selectable; undefined if they are not. The object does not change
 * with the selection.
 */
export function useRowSelection<Row>(
  selection: DataTableSelection<Row> | undefined,
): RowSelection<Row> | undefined {
  const getRowLabel = selection?.getRowLabel;
  const onToggle = useEventCallback((id: string) => {
    const next = new Set(selection?.selected);
    if (!next.delete(id)) {
      next.add(id);
    }
    selection?.onChange(next);
  });
  return useMemo(
    () => getRowLabel && { getRowLabel, onToggle },
    [getRowLabel, onToggle],
  );
}
