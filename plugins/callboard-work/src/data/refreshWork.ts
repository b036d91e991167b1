import {
  endpoints,
  type WorkItem,
  MIN_CARD_GAP,
  type EntityType,
} from '@callboard/plugin-callboard-common';
import {
  invalidateEndpoints,
  getQueryKey,
  type CachedList,
  type ListPage,
  useLiveSignal,
} from '@callboard/plugin-callboard-react';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { getColumnQuery } from './boardColumns';

/**
 * Whether cached cards of a column are closer together than `MIN_CARD_GAP`. If so, the server has
 * moved the neighbours of the card that the user dropped last, and their cached positions are
 * outdated.
 */
function isCrowded(
  column: CachedList<ListPage<WorkItem>> | undefined,
): boolean {
  const pages = column && 'pages' in column ? column.pages : [];
  const sortOrders = pages.flatMap(({ items }) =>
    items.map(({ sort_order }) => sort_order),
  );
  return sortOrders.some(
    (order, index) => index > 0 && order - sortOrders[index - 1] < MIN_CARD_GAP,
  );
}

type Page = ListPage<WorkItem>;

/**
 * Refetches the data that a change by this user may affect. Columns of the board already show the
 * change, so they are refetched only with `columns`, if they are out of date, if they have a search,
 * which only the server can apply, or if the server had to move other cards.
 */
export function refreshWork(
  queries: QueryClient,
  options: { columns: boolean },
): void {
  invalidateEndpoints(queries, [
    endpoints.countWorkItems,
    endpoints.listEstimates,
    endpoints.listProjectOverviews,
    endpoints.listWorkspaceActivity,
  ]);
  for (const endpoint of [
    endpoints.listWorkItems,
    endpoints.listWorkItemsOfWorkspace,
  ]) {
    queries.invalidateQueries({
      queryKey: getQueryKey(endpoint),
      predicate: ({ queryKey, state }) => {
        const column = getColumnQuery(queryKey);
        return (
          options.columns ||
          column === undefined ||
          state.isInvalidated ||
          Boolean(column.search) ||
          isCrowded(state.data as CachedList<Page> | undefined)
        );
      },
    });
  }
}

/** The maximum time until the signal about a change made in this tab arrives. */
const SIGNAL_TIMEOUT_MS = 5_000;

const expectedSignals = new WeakMap<QueryClient, Map<string, number[]>>();

/**
 * Returns the tracker of changes made in this tab, whose signals from the server need no refetch.
 * The server sends one signal for each change. A further signal means that somebody changed the
 * item elsewhere.
 */
export function getOwnChanges(queries: QueryClient): {
  record: (id: string) => void;
  /** Removes one expected signal, because the change failed. */
  forget: (id: string) => void;
  /** Removes one expected signal. Returns whether a signal was expected. */
  consumeSignal: (id: string) => boolean;
} {
  const changes = expectedSignals.get(queries) ?? new Map<string, number[]>();
  expectedSignals.set(queries, changes);
  const listRecentChanges = (id: string) =>
    (changes.get(id) ?? []).filter(at => Date.now() - at < SIGNAL_TIMEOUT_MS);
  const takeExpectedSignal = (id: string) => {
    const [first, ...remaining] = listRecentChanges(id);
    if (remaining.length > 0) {
      changes.set(id, remaining);
    } else {
      changes.delete(id);
    }
    return first !== undefined;
  };
  return {
    record: id => changes.set(id, [...listRecentChanges(id), Date.now()]),
    forget: takeExpectedSignal,
    consumeSignal: takeExpectedSignal,
  };
}

const PAUSE_MS = 800;

const liveTypes: ReadonlySet<EntityType> = new Set([
  'work_item',
  'work_state',
  'label',
  'cycle',
  'module',
]);

const liveEndpoints = [
  endpoints.listWorkItems,
  endpoints.listWorkItemsOfWorkspace,
  endpoints.countWorkItems,
  endpoints.listEstimates,
  endpoints.listProjectOverviews,
  endpoints.getWorkItem,
  endpoints.listStates,
  endpoints.listLabels,
  endpoints.listCycles,
  endpoints.listModules,
];

/**
 * Refetches work items, states, labels, cycles and modules when the server signals a change of one
 * of them in the workspace. Ignores the signals of changes made in this tab.
 */
export function useLiveWork(workspaceId: string): void {
  const queries = useQueryClient();
  useLiveSignal({
    pauseMs: PAUSE_MS,
    isRelevant: signal =>
      signal.type === 'change' &&
      signal.workspace_id === workspaceId &&
      liveTypes.has(signal.entity_type) &&
      !getOwnChanges(queries).consumeSignal(signal.entity_id),
    run: () => {
      // A refetch would overwrite a pending mutation with older data.
      if (queries.isMutating() > 0) {
        return false;
      }
      invalidateEndpoints(queries, liveEndpoints);
      return true;
    },
  });
}
