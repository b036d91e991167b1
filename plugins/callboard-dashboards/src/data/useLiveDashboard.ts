import { endpoints } from '@callboard/plugin-callboard-common';
import { queryKeyOf, useLiveSignal } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';

/**
 * No more often than this. Answers are shared by all who ask within a second: one that
 * is asked for right after a change can be from before it.
 */
const QUIET = 1_100;

/** Reads dashboards and their numbers again when something in the workspace changes. */
export function useLiveDashboard(
  workspaceId: string,
  /** Whether there are charts of activity: that is there with every page somebody views. */
  showsActivity: boolean,
): void {
  const queries = useQueryClient();
  const isSettled = useRef(true);
  useLiveSignal({
    quiet: QUIET,
    wakesOn: signal =>
      (signal.type === 'change' ||
        (showsActivity && signal.type === 'activity')) &&
      signal.workspace_id === workspaceId,
    act: () => {
      queries.invalidateQueries({
        queryKey: queryKeyOf(endpoints.getWidgetData),
      });
      queries.invalidateQueries({
        queryKey: queryKeyOf(endpoints.getDashboard),
      });
      // Once more when the pause is over, for what was shared.
      isSettled.current = !isSettled.current;
      return isSettled.current;
    },
  });
}
