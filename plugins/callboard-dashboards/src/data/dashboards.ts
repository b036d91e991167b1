import {
  endpoints,
  type CallboardSignal,
  type Widget,
  type DashboardWithWidgets,
} from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  invalidateEndpoints,
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

/** Refetches dashboards after a change. Resolves when the data on the page is up to date. */
export const refreshDashboards = (queries: QueryClient): Promise<void> =>
  invalidateEndpoints(queries, [
    endpoints.listDashboards,
    endpoints.getDashboard,
  ]);

export function useDashboard(
  slug: string,
  id: string,
): UseQueryResult<DashboardWithWidgets, Error> {
  return useCallboardQuery(endpoints.getDashboard, { params: { slug, id } });
}

/** The minimum interval between refetches, in milliseconds. */
const REFETCH_PAUSE_MS = 1_100;

/** The server caches responses for a second, so the first response may predate the change. */
const REFETCHES_PER_CHANGE = 2;

const { getDashboard, getWidgetData, listWidgetRows } = endpoints;

const dashboardEntityTypes: readonly string[] = [
  'dashboard',
  'dashboard_widget',
];

const isActivityWidget = ({ widget_type }: Widget) =>
  widget_type === 'activity_chart';

interface PendingRefetches {
  dataRefetches: number;
  activityRefetches: number;
  isDashboardPending: boolean;
  /** The ids of widgets whose query was still running when the next refetch was due. */
  lateWidgetIds: ReadonlySet<string>;
}

const NO_REFETCHES: PendingRefetches = {
  dataRefetches: 0,
  activityRefetches: 0,
  isDashboardPending: false,
  lateWidgetIds: new Set(),
};

/** Returns keys that match the widgets' queries for an endpoint, regardless of viewer filters. */
function getWidgetQueryKeys(
  endpoint: typeof getWidgetData | typeof listWidgetRows,
  widgets: readonly Widget[],
): QueryKey[] {
  return widgets.map(({ id }) => [
    ...getQueryKey(endpoint),
    { params: { wid: id } },
  ]);
}

function getRequiredRefetches(
  signal: CallboardSignal,
  widgets: readonly Widget[],
): Partial<PendingRefetches> | undefined {
  if (signal.type === 'activity') {
    return widgets.some(isActivityWidget)
      ? { activityRefetches: REFETCHES_PER_CHANGE }
      : undefined;
  }
  if (signal.type !== 'change') {
    return undefined;
  }
  return {
    ...(dashboardEntityTypes.includes(signal.entity_type)
      ? { isDashboardPending: true }
      : {}),
    // A changed widget has another query key, so its data is fetched anyway once the widget is
    // loaded. The range and the filters of a dashboard are not part of its widgets' query keys, so
    // a changed dashboard requires a refetch.
    ...(signal.entity_type === 'dashboard_widget'
      ? {}
      : { dataRefetches: REFETCHES_PER_CHANGE }),
  };
}

/**
 * Refetches a dashboard and its widgets when something in the workspace changes. An activity
 * signal, for example of a page view, refetches only activity widgets.
 */
export function useLiveDashboard(
  workspaceId: string,
  dashboardId: string,
  widgets: readonly Widget[],
): void {
  const queries = useQueryClient();
  const pending = useRef(NO_REFETCHES);
  const invalidate = (keys: readonly QueryKey[]) =>
    keys.forEach(queryKey => queries.invalidateQueries({ queryKey }));
  const isFetching = (widget: Widget) =>
    getWidgetQueryKeys(getWidgetData, [widget]).some(
      queryKey => queries.isFetching({ queryKey }) > 0,
    );
  useLiveSignal({
    pauseMs: REFETCH_PAUSE_MS,
    isRelevant: signal => {
      const isInWorkspace =
        'workspace_id' in signal && signal.workspace_id === workspaceId;
      const required = isInWorkspace
        ? getRequiredRefetches(signal, widgets)
        : undefined;
      pending.current = { ...pending.current, ...required };
      return required !== undefined;
    },
    onMissed: () => {
      pending.current = {
        ...pending.current,
        dataRefetches: REFETCHES_PER_CHANGE,
        isDashboardPending: true,
      };
    },
    run: () => {
      const {
        dataRefetches,
        activityRefetches,
        isDashboardPending,
        lateWidgetIds,
      } = pending.current;
      if (document.visibilityState === 'hidden') {
        return false;
      }
      const isActivityOnly = dataRefetches === 0 && activityRefetches > 0;
      const affectedWidgets = isActivityOnly
        ? widgets.filter(isActivityWidget)
        : widgets;
      const hasDataChanged = dataRefetches > 0 || activityRefetches > 0;
      // If no refetch is pending, `useLiveSignal` is polling, because a signal may have been lost.
      const isPoll =
        !hasDataChanged && !isDashboardPending && lateWidgetIds.size === 0;
      if (isDashboardPending || isPoll) {
        const params = { id: dashboardId };
        invalidate([[...getQueryKey(getDashboard), { params }]]);
      }
      // A slow query that is restarted again and again never ends. While a query runs, the refetch
      // of its widget therefore waits.
      const staleWidgets = widgets.filter(
        widget =>
          lateWidgetIds.has(widget.id) ||
          (hasDataChanged && affectedWidgets.includes(widget)),
      );
      const fetchingWidgets = staleWidgets.filter(isFetching);
      const idleWidgets = staleWidgets.filter(
        widget => !fetchingWidgets.includes(widget),
      );
      invalidate(getWidgetQueryKeys(getWidgetData, idleWidgets));
      // A poll refetches the rows behind a bar, but not the widgets' own data, which are refetched
      // at the dashboard's interval.
      if (hasDataChanged || isPoll) {
        invalidate(getWidgetQueryKeys(listWidgetRows, affectedWidgets));
      }
      pending.current = {
        dataRefetches: Math.max(0, dataRefetches - 1),
        activityRefetches: Math.max(0, activityRefetches - 1),
        isDashboardPending: false,
        lateWidgetIds: new Set(fetchingWidgets.map(({ id }) => id)),
      };
      return (
        pending.current.dataRefetches === 0 &&
        pending.current.activityRefetches === 0 &&
        fetchingWidgets.length === 0
      );
    },
  });
}
