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

/** Why a row is not shown: it does not exist, the reader cannot see it, or its request failed. */
export type RowProblem = 'missing' | { error: Error; retry: () => void };

/**
 * Stores the open row in the URL, so that users can share it. Loads the row separately if the list
 * does not contain it.
 *
 * @returns the open row; the problem, if the row in the URL cannot be shown; and a function that opens
 *   a row, or closes the open one. The function is the same on each render
 */
export function useOpenRow(scope: ActivityScope, rows: Activity[]) {
  const [{ row: id }, setState] = useUrlState(parameters);
  // A row that was opened from the details of another one may be missing from the list.
  const lastOpened = useRef<Activity>();
  const knownRow = [lastOpened.current, ...rows].find(row => row?.id === id);
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
    { enabled: Boolean(id) && !knownRow, staleTime: Infinity },
  );
  const show = (row: Activity | undefined) =>
    // Replaces the URL when the user moves from row to row, so that going back leads to the list.
    setState({ row: row?.id }, { replace: Boolean(id) });
  const latestShow = useRef(show);
  useEffect(() => {
    latestShow.current = show;
  });
  const open = useCallback((row: Activity | undefined) => {
    lastOpened.current = row;
    latestShow.current(row);
  }, []);
  const row = id ? knownRow ?? data?.activities[0] : undefined;
  let problem: RowProblem | undefined;
  // The server rejects a malformed id with a 400.
  if (id && !row && (data || getErrorStatus(error) === 400)) {
    problem = 'missing';
  } else if (id && !row && error) {
    problem = { error, retry: () => refetch() };
  }
  return { row, problem, open };
}
