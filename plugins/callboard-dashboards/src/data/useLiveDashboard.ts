import {
  endpoints,
  type CallboardSignal,
  type Widget,
} from '@callboard/plugin-callboard-common';
import { queryKeyOf, useLiveSignal } from '@callboard/plugin-callboard-react';
import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useRef } from 'react';

/** No more often than this. */
const QUIET = 1_100;

/**
 * Answers are shared by all who ask within a second: one that is asked for right after
 * a change can be from before it, and the next one is not.
 */
const ROUNDS = 2;

const { getDashboard, getWidgetData, listWidgetRows } = endpoints;

/** Changes of dashboards themselves. */
const ofBoards: readonly string[] = ['dashboard', 'dashboard_widget'];

const showsActivity = ({ widget_type }: Widget) =>
  widget_type === 'activity_chart';

/** What is still to be read again. */
interface Due {
  /** How often all numbers. */
  rounds: number;
  /** How often those of activity. */
  ofActivity: number;
  board: boolean;
  /** The widgets whose numbers were still being read when it was time for the next. */
  late: ReadonlySet<string>;
}

const NOTHING: Due = {
  rounds: 0,
  ofActivity: 0,
  board: false,
  late: new Set(),
};

/** The keys of all questions about widgets, whatever the viewer narrows them to. */
function keysOf(
  endpoint: typeof getWidgetData | typeof listWidgetRows,
  widgets: readonly Widget[],
): QueryKey[] {
  return widgets.map(({ id }) => [
    ...queryKeyOf(endpoint),
    { params: { wid: id } },
  ]);
}

/** What a signal makes due; undefined if nothing. */
function dueAfter(
  signal: CallboardSignal,
  widgets: readonly Widget[],
): Partial<Due> | undefined {
  if (signal.type === 'activity') {
    return widgets.some(showsActivity) ? { ofActivity: ROUNDS } : undefined;
  }
  if (signal.type !== 'change') {
    return undefined;
  }
  return {
    ...(ofBoards.includes(signal.entity_type) ? { board: true } : {}),
    // A widget that asks something else is asked for anyway, once it is known. The
    // range and the filters of a dashboard are in no question of its widgets.
    ...(signal.entity_type === 'dashboard_widget' ? {} : { rounds: ROUNDS }),
  };
}

/**
 * Reads a dashboard and the numbers of its widgets again when something in the workspace
 * changes. With every page that somebody views, only the numbers of activity.
 *
 * @param widgets - those that are on the page
 */
export function useLiveDashboard(
  workspaceId: string,
  dashboardId: string,
  widgets: readonly Widget[],
): void {
  const queries = useQueryClient();
  const due = useRef(NOTHING);
  const refresh = (keys: readonly QueryKey[]) =>
    keys.forEach(queryKey => queries.invalidateQueries({ queryKey }));
  const isAffected = (widget: Widget) =>
    keysOf(getWidgetData, [widget]).some(
      queryKey => queries.isFetching({ queryKey }) > 0,
    );
  useLiveSignal({
    quiet: QUIET,
    wakesOn: signal => {
      const isHere =
        'workspace_id' in signal && signal.workspace_id === workspaceId;
      const more = isHere ? dueAfter(signal, widgets) : undefined;
      due.current = { ...due.current, ...more };
      return more !== undefined;
    },
    onMissed: () => {
      due.current = { ...due.current, rounds: ROUNDS, board: true };
    },
    act: () => {
      const { rounds, ofActivity, board, late } = due.current;
      if (document.visibilityState === 'hidden') {
        return false;
      }
      const isOfActivity = rounds === 0 && ofActivity > 0;
      const shown = isOfActivity ? widgets.filter(showsActivity) : widgets;
      const hasNews = rounds > 0 || ofActivity > 0;
      // Without a signal, it is the time to ask whether one was lost.
      const isPoll = !hasNews && !board && late.size === 0;
      if (board || isPoll) {
        const params = { id: dashboardId };
        refresh([[...queryKeyOf(getDashboard), { params }]]);
      }
      // Asked for anew, a slow answer would never come. Only its own widget waits for it.
      const stale = widgets.filter(
        widget => late.has(widget.id) || (hasNews && shown.includes(widget)),
      );
      const busy = stale.filter(isAffected);
      const idle = stale.filter(widget => !busy.includes(widget));
      refresh(keysOf(getWidgetData, idle));
      if (hasNews || isPoll) {
        // How often numbers are asked for without a signal is their dashboard's choice.
        refresh(keysOf(listWidgetRows, shown));
      }
      due.current = {
        rounds: Math.max(0, rounds - 1),
        ofActivity: Math.max(0, ofActivity - 1),
        board: false,
        late: new Set(busy.map(({ id }) => id)),
      };
      return (
        due.current.rounds === 0 &&
        due.current.ofActivity === 0 &&
        busy.length === 0
      );
    },
  });
}
