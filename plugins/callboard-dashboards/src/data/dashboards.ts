import {
  endpoints,
  type CallboardSignal,
  type Widget,
  type DashboardWithWidgets,
} from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  useLiveSignal,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import {
  useQueryClient,
  type QueryKey,
  type UseQueryResult,
  type QueryClient,
} from '@tanstack/react-query';
import { useRef } from 'react';

/** Refetches dashboards after a change. */
export async function refreshDashboards(queries: QueryClient): Promise<void> {
  await Promise.all(
    [endpoints.listDashboards, endpoints.getDashboard].map(endpoint =>
      queries.invalidateQueries({ queryKey: getQueryKey(endpoint) }),
    ),
  );
}

/** A dashboard with its widgets. */
export function useDashboard(
  slug: string,
  id: string,
): UseQueryResult<DashboardWithWidgets, Error> {
  return useCallboardQuery(endpoints.getDashboard, { params: { slug, id } });
}

/** The minimum interval between refetches, in milliseconds. */
const QUIET = 1_100;

/**
 * The server shares answers for a second: a request right after a change may get an older one; the
 * next request does not.
 */
const ROUNDS = 2;

const { getDashboard, getWidgetData, listWidgetRows } = endpoints;

/** Changes of dashboards themselves. */
const ofBoards: readonly string[] = ['dashboard', 'dashboard_widget'];

const showsActivity = ({ widget_type }: Widget) =>
  widget_type === 'activity_chart';

/** Pending refetches. */
interface Due {
  /** The number of pending refetches of all numbers. */
  rounds: number;
  /** The number of pending refetches of activity numbers. */
  ofActivity: number;
  board: boolean;
  /** The widgets whose query was still running when the next refetch was due. */
  late: ReadonlySet<string>;
}

const NOTHING: Due = {
  rounds: 0,
  ofActivity: 0,
  board: false,
  late: new Set(),
};

/** Returns the keys of all queries of widgets, with any filters of the viewer. */
function getWidgetQueryKeys(
  endpoint: typeof getWidgetData | typeof listWidgetRows,
  widgets: readonly Widget[],
): QueryKey[] {
  return widgets.map(({ id }) => [
    ...getQueryKey(endpoint),
    { params: { wid: id } },
  ]);
}

/** Returns the refetches that a signal requires; undefined if none. */
function getRequiredRefetches(
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
    // A changed widget query runs anyway, once the widget is loaded. The range and the filters of a
    // dashboard are not part of its widgets' queries.
    ...(signal.entity_type === 'dashboard_widget' ? {} : { rounds: ROUNDS }),
  };
}

/**
 * Refetches a dashboard and the numbers of its widgets when something in the workspace changes.
 * Page views refetch only the numbers of activity.
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
    getWidgetQueryKeys(getWidgetData, [widget]).some(
      queryKey => queries.isFetching({ queryKey }) > 0,
    );
  useLiveSignal({
    pauseMs: QUIET,
    wakesOn: signal => {
      const isHere =
        'workspace_id' in signal && signal.workspace_id === workspaceId;
      const more = isHere ? getRequiredRefetches(signal, widgets) : undefined;
      due.current = { ...due.current, ...more };
      return more !== undefined;
    },
    onMissed: () => {
      due.current = { ...due.current, rounds: ROUNDS, board: true };
    },
    run: () => {
      const { rounds, ofActivity, board, late } = due.current;
      if (document.visibilityState === 'hidden') {
        return false;
      }
      const isOfActivity = rounds === 0 && ofActivity > 0;
      const shown = isOfActivity ? widgets.filter(showsActivity) : widgets;
      const hasNews = rounds > 0 || ofActivity > 0;
      // Polls in case a signal was lost.
      const isPoll = !hasNews && !board && late.size === 0;
      if (board || isPoll) {
        const params = { id: dashboardId };
        refresh([[...getQueryKey(getDashboard), { params }]]);
      }
      // Restarting a slow query would keep it from ever finishing, so only its own widget waits for
      // it.
      const stale = widgets.filter(
        widget => late.has(widget.id) || (hasNews && shown.includes(widget)),
      );
      const busy = stale.filter(isAffected);
      const idle = stale.filter(widget => !busy.includes(widget));
      refresh(getWidgetQueryKeys(getWidgetData, idle));
      if (hasNews || isPoll) {
        // The dashboard's interval decides how often to refetch numbers without a signal.
        refresh(getWidgetQueryKeys(listWidgetRows, shown));
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
