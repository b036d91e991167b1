import type { Activity } from '@callboard/plugin-callboard-common';
import {
  getBrowserZone,
  getErrorStatus,
  useCallboardQuery,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import { useCallback, useEffect, useRef } from 'react';
import type { ActivityScope } from '../data/activityQueries';

const parameters = ['row'] as const;

/** The row with open details, and how to open another. */
interface OpenRow {
  row: Activity | undefined;
  /** Why the row in the URL is not shown. */
  problem: RowProblem | undefined;
  /** Keeps its identity between renders. */
  open: (row: Activity | undefined) => void;
}

/** Why a row is not shown: it is missing or hidden from this reader, or its request failed. */
export type RowProblem = 'missing' | { error: Error; retry: () => void };

/**
 * Stores the open row in the URL, so that users can share it. Loads the row separately if the list
 * does not contain it.
 */
export function useOpenRow(scope: ActivityScope, rows: Activity[]): OpenRow {
  const [{ row: id }, setState] = useUrlState(parameters);
  // A row that was opened from another one may not be listed.
  const opened = useRef<Activity>();
  const listed = [opened.current, ...rows].find(row => row?.id === id);
  const { data, error, refetch } = useCallboardQuery(
    scope.endpoints.list,
    {
      query: {
        ...scope.fixedQuery,
        id,
        tz: getBrowserZone(),
        limit: 1,
        total: false,
      },
    },
    { enabled: Boolean(id) && !listed, staleTime: Infinity },
  );
  const show = (row: Activity | undefined) =>
    // Replaces the URL when the user moves from row to row, so that going back leads to the list.
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
  // The server rejects a malformed id with a 400.
  if (id && !row && (data || getErrorStatus(error) === 400)) {
    problem = 'missing';
  } else if (id && !row && error) {
    problem = { error, retry: () => refetch() };
  }
  return { row, problem, open };
}
