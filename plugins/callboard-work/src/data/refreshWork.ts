import {
  endpoints,
  type WorkItem,
  MIN_CARD_GAP,
  type EntityType,
} from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  type CachedList,
  type ListPage,
  useLiveSignal,
} from '@callboard/plugin-callboard-react';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { getColumnState } from './boardColumns';

/**
 * Whether cards of a column are closer together than the server allows: it has since moved the
 * neighbours of the last card.
 */
function isCrowded(
  column: CachedList<ListPage<WorkItem>> | undefined,
): boolean {
  const pages = column && 'pages' in column ? column.pages : [];
  const ranks = pages.flatMap(({ items }) =>
    items.map(({ sort_order }) => sort_order),
  );
  return ranks.some(
    (rank, at) => at > 0 && rank - ranks[at - 1] < MIN_CARD_GAP,
  );
}

type Page = ListPage<WorkItem>;

/**
 * Refetches data that an own change may affect: numbers and lists; columns of the board only on
 * request, because a card is already in its position, unless other cards had to move.
 */
export function refreshWork(
  queries: QueryClient,
  options: { columns: boolean },
): void {
  for (const endpoint of [
    endpoints.countWorkItems,
    endpoints.listProjectOverviews,
  ]) {
    queries.invalidateQueries({ queryKey: getQueryKey(endpoint) });
  }
  for (const endpoint of [
    endpoints.listWorkItems,
    endpoints.listWorkItemsOfWorkspace,
  ]) {
    queries.invalidateQueries({
      queryKey: getQueryKey(endpoint),
      predicate: ({ queryKey, state }) =>
        options.columns ||
        getColumnState(queryKey) === undefined ||
        isCrowded(state.data as CachedList<Page> | undefined),
    });
  }
  queries.invalidateQueries({
    queryKey: getQueryKey(endpoints.listWorkspaceActivity),
  });
}

/** The time within which the signal about a change of this browser arrives. */
const ECHO_MS = 5_000;

const expected = new WeakMap<QueryClient, Map<string, number[]>>();

/**
 * Tracks the changes of this browser, which need no refetch when the server signals them. Each
 * change expects one signal. A second signal means that another user changed the item, too.
 */
export function trackOwnChanges(queries: QueryClient): {
  note: (id: string) => void;
  /** Expects no signal: the change failed. */
  forget: (id: string) => void;
  /** Whether a signal was expected. */
  takes: (id: string) => boolean;
} {
  const changes = expected.get(queries) ?? new Map<string, number[]>();
  expected.set(queries, changes);
  const listRecentChanges = (id: string) =>
    (changes.get(id) ?? []).filter(at => Date.now() - at < ECHO_MS);
  const take = (id: string) => {
    const [first, ...others] = listRecentChanges(id);
    if (others.length > 0) {
      changes.set(id, others);
    } else {
      changes.delete(id);
    }
    return first !== undefined;
  };
  return {
    note: id => changes.set(id, [...listRecentChanges(id), Date.now()]),
    forget: take,
    takes: take,
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
  endpoints.listProjectOverviews,
  endpoints.getWorkItem,
  endpoints.listStates,
  endpoints.listLabels,
  endpoints.listCycles,
  endpoints.listModules,
];

/** Refetches work items when another user changes one in a workspace. */
export function useLiveWork(workspaceId: string): void {
  const queries = useQueryClient();
  useLiveSignal({
    pauseMs: PAUSE_MS,
    wakesOn: signal =>
      signal.type === 'change' &&
      signal.workspace_id === workspaceId &&
      liveTypes.has(signal.entity_type) &&
      !trackOwnChanges(queries).takes(signal.entity_id),
    run: () => {
      // A refetch would overwrite a pending mutation with older data.
      if (queries.isMutating() > 0) {
        return false;
      }
      for (const endpoint of liveEndpoints) {
        queries.invalidateQueries({ queryKey: getQueryKey(endpoint) });
      }
      return true;
    },
  });
}
