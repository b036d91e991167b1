import { endpoints } from '@callboard/plugin-callboard-common';
import { queryKeyOf, useLiveSignal } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';

/** No more often than this. */
const QUIET = 1_100;

/**
 * Answers are shared by all who ask within a second: one that is asked for right after
 * a change can be from before it, and the next one is not.
 */
const ROUNDS = 2;

const ofNumbers = [endpoints.getWidgetData, endpoints.listWidgetRows];

/** Changes of dashboards themselves. */
const ofBoards: readonly string[] = ['dashboard', 'dashboard_widget'];

/** Reads dashboards and their numbers again when something in the workspace changes. */
export function useLiveDashboard(
  workspaceId: string,
  /** Whether there are charts of activity: that is there with every page somebody views. */
  showsActivity: boolean,
): void {
  const queries = useQueryClient();
  const due = useRef({ rounds: 0, board: false });
  const refresh = (asked: readonly (typeof ofNumbers)[number][]) =>
    asked.forEach(endpoint =>
      queries.invalidateQueries({ queryKey: queryKeyOf(endpoint) }),
    );
  useLiveSignal({
    quiet: QUIET,
    wakesOn: signal => {
      const isHeard =
        (signal.type === 'change' ||
          (showsActivity && signal.type === 'activity')) &&
        signal.workspace_id === workspaceId;
      if (!isHeard) {
        return false;
      }
      const changed = signal.type === 'change' ? signal.entity_type : undefined;
      if (changed && ofBoards.includes(changed)) {
        due.current.board = true;
      }
      // A widget that asks something else is asked for anyway, once it is known. The
      // range and the filters of a dashboard are in no question of its widgets.
      if (changed !== 'dashboard_widget') {
        due.current.rounds = ROUNDS;
      }
      return true;
    },
    onMissed: () => {
      due.current = { rounds: ROUNDS, board: true };
    },
    act: () => {
      const { rounds, board } = due.current;
      const isBusy =
        queries.isFetching({
          queryKey: queryKeyOf(endpoints.getWidgetData),
        }) > 0;
      // Nobody looks, or a slow answer would never come: it is tried again.
      if (document.visibilityState === 'hidden' || isBusy) {
        return false;
      }
      // Without a signal, it is the time to ask whether one was lost.
      const isPoll = rounds === 0 && !board;
      if (board || isPoll) {
        queries.invalidateQueries({
          queryKey: queryKeyOf(endpoints.getDashboard),
        });
      }
      if (rounds > 0) {
        refresh(ofNumbers);
      }
      if (isPoll) {
        // How often numbers are asked for without a signal is their dashboard's choice.
        refresh([endpoints.listWidgetRows]);
      }
      due.current = { rounds: Math.max(0, rounds - 1), board: false };
      return due.current.rounds === 0;
    },
  });
}
