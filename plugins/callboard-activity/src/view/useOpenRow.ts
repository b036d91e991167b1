import type { Activity } from '@callboard/plugin-callboard-common';
import {
  browserZone,
  useCallboardQuery,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import type { ActivityScope } from '../data/ActivityScope';

const ROW = ['row'] as const;

/** The row whose details are open, and how to open another. */
export interface OpenRow {
  row: Activity | undefined;
  /** Whether the address names a row that is not there for this reader. */
  isMissing: boolean;
  open: (row: Activity | undefined) => void;
}

/**
 * The open row is in the address, so that it can be sent to somebody. It is
 * asked for where it is not among the rows that are listed.
 */
export function useOpenRow(scope: ActivityScope, rows: Activity[]): OpenRow {
  const [{ row: id }, setState] = useUrlState(ROW);
  const listed = rows.find(row => row.id === id);
  const asked = useCallboardQuery(
    scope.endpoints.list,
    { query: { ...scope.within, id, tz: browserZone(), limit: 1 } },
    { enabled: Boolean(id) && !listed, staleTime: Infinity },
  );
  const isOpen = Boolean(id);
  const open = useCallback(
    (row: Activity | undefined) =>
      // From one row to the next: going back leads to the list.
      setState({ row: row?.id }, { replace: isOpen }),
    [setState, isOpen],
  );
  const [found] = asked.data?.activities ?? [];
  return {
    row: id ? listed ?? found : undefined,
    isMissing: isOpen && !listed && !found && !asked.isPending,
    open,
  };
}
