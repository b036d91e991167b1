import type { Activity } from '@callboard/plugin-callboard-common';
import {
  browserZone,
  statusOf,
  useCallboardQuery,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import { useCallback, useEffect, useRef } from 'react';
import type { ActivityScope } from '../data/ActivityScope';

const ROW = ['row'] as const;

/** The row whose details are open, and how to open another. */
export interface OpenRow {
  row: Activity | undefined;
  /** Why there is none though the address names one. */
  problem: RowProblem | undefined;
  /** Stays the same between draws. */
  open: (row: Activity | undefined) => void;
}

/** That a row is not there for this reader, or could not be asked for. */
export type RowProblem = 'missing' | { error: Error; retry: () => void };

/**
 * The open row is in the address, so that it can be sent to somebody. It is
 * asked for where it is not among the rows that are listed.
 */
export function useOpenRow(scope: ActivityScope, rows: Activity[]): OpenRow {
  const [{ row: id }, setState] = useUrlState(ROW);
  // One that was opened from another row need not be listed.
  const opened = useRef<Activity>();
  const listed = [opened.current, ...rows].find(row => row?.id === id);
  const { data, error, refetch } = useCallboardQuery(
    scope.endpoints.list,
    {
      query: { ...scope.within, id, tz: browserZone(), limit: 1, total: false },
    },
    { enabled: Boolean(id) && !listed, staleTime: Infinity },
  );
  const show = (row: Activity | undefined) =>
    // From one row to the next: going back leads to the list.
    setState({ row: row?.id }, { replace: Boolean(id) });
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  const open = useCallback((row: Activity | undefined) => {
    opened.current = row;
    latest.current(row);
  }, []);
  const row = id ? listed ?? data?.activities[0] : undefined;
  let problem: RowProblem | undefined;
  // A text that is no id is refused.
  if (id && !row && (data || statusOf(error) === 400)) {
    problem = 'missing';
  } else if (id && !row && error) {
    problem = { error, retry: () => refetch() };
  }
  return { row, problem, open };
}
