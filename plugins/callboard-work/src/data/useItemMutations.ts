import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type WorkItem,
  type WorkItemPatch,
  type WorkState,
  type NewWorkItem,
} from '@callboard/plugin-callboard-common';
import {
  invalidateEndpoints,
  toIfMatchHeader,
  getQueryKey,
  useEndpointMutation,
  useFirstSteps,
  changePages,
  type CachedList,
  type ListPage,
  useLeaveDeleted,
  useUnseenFailure,
} from '@callboard/plugin-callboard-react';
import {
  useIsMutating,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { callboardWorkTranslationRef } from '../translation';
import { belongsToColumn, getColumnQuery, updateColumn } from './boardColumns';
import { getOwnChanges, refreshWork } from './refreshWork';
import { toProjectParams, useWorkProject } from './WorkProject';

type ItemPage = ListPage<WorkItem>;

const listEndpoints = [
  endpoints.listWorkItems,
  endpoints.listWorkItemsOfWorkspace,
];

const replaceInPage = (page: ItemPage, item: WorkItem): ItemPage =>
  page.items.some(({ id }) => id === item.id)
    ? {
        ...page,
        items: page.items.map(other => (other.id === item.id ? item : other)),
      }
    : page;

function updateCachedItem(queries: QueryClient, item: WorkItem): void {
  for (const endpoint of listEndpoints) {
    const queryKey = getQueryKey(endpoint);
    for (const query of queries.getQueryCache().findAll({ queryKey })) {
      const column = getColumnQuery(query.queryKey);
      const { isInvalidated } = query.state;
      queries.setQueryData<CachedList<ItemPage>>(query.queryKey, cached =>
        cached && column && 'pages' in cached
          ? updateColumn(cached, item, belongsToColumn(item, column))
          : cached && changePages(cached, page => replaceInPage(page, item)),
      );
      if (isInvalidated) {
        // The other items of the list are still out of date.
        query.invalidate();
      }
    }
  }
  const details = getQueryKey(endpoints.getWorkItem);
  for (const query of queries.getQueryCache().findAll({ queryKey: details })) {
    queries.setQueryData<WorkItem>(query.queryKey, cached =>
      cached?.id === item.id ? item : cached,
    );
  }
}

function findLatestItem(queries: QueryClient, item: WorkItem): WorkItem {
  let latest = item;
  for (const endpoint of listEndpoints) {
    const queryKey = getQueryKey(endpoint);
    for (const [, cached] of queries.getQueriesData<CachedList<ItemPage>>({
      queryKey,
    })) {
      const pages = cached && 'pages' in cached ? cached.pages : [cached];
      for (const found of pages.flatMap(page => page?.items ?? [])) {
        if (found.id === item.id && found.version > latest.version) {
          latest = found;
        }
      }
    }
  }
  return latest;
}

/** Returns the newest version of an item in the loaded lists, which live updates refetch. */
export function useLatestItem(item: WorkItem): WorkItem {
  const queries = useQueryClient();
  const subscribe = useCallback(
    (listener: () => void) => queries.getQueryCache().subscribe(listener),
    [queries],
  );
  return useSyncExternalStore(subscribe, () => findLatestItem(queries, item));
}

/**
 * Cancels the running loads of lists and of the item. `refreshWork` loads these lists again after
 * the change: a column of the board without data would otherwise stay empty. The response to the
 * change replaces the item.
 */
async function interruptLoads(
  queries: QueryClient,
  { id }: Pick<WorkItem, 'id'>,
): Promise<void> {
  const queryKey = getQueryKey(endpoints.listWorkItems);
  const interrupted = queries
    .getQueryCache()
    .findAll({ queryKey, fetchStatus: 'fetching' });
  await Promise.all([
    queries.cancelQueries({ queryKey }),
    queries.cancelQueries({
      queryKey: getQueryKey(endpoints.getWorkItem),
      predicate: ({ state }) => (state.data as WorkItem | undefined)?.id === id,
    }),
  ]);
  interrupted.forEach(query => query.invalidate());
}

/** Returns an item as the server will save it, with the next version. */
function applyOptimisticPatch(
  item: WorkItem,
  patch: WorkItemPatch,
  states: readonly WorkState[],
): WorkItem {
  const changes = Object.fromEntries(
    Object.entries(patch).filter(([, value]) => value !== undefined),
  );
  const after = { ...item, ...changes } as WorkItem;
  const group = states.find(({ id }) => id === after.state_id)?.group;
  return {
    ...after,
    version: item.version + 1,
    assignees: after.assignees ?? [],
    labels: after.labels ?? [],
    state_group: group ?? item.state_group,
  };
}

const MUTATION_KEY = ['callboard', 'work-item'];

export function useIsChangingItem(): boolean {
  return useIsMutating({ mutationKey: MUTATION_KEY }) > 0;
}

interface ItemChange {
  item: WorkItem;
  patch: WorkItemPatch;
  /** If set, the change fails if another user has changed the item since this version. */
  base?: { version: number };
}

/**
 * Changes items optimistically in all caches, and restores them if the server rejects the change.
 */
export function useChangeItem() {
  const scope = useWorkProject();
  const { states } = scope;
  const queries = useQueryClient();
  const { note: completeFirstStep } = useFirstSteps();
  return useEndpointMutation(endpoints.updateWorkItem, {
    mutationKey: MUTATION_KEY,
    toRequest: ({ item, patch, base }: ItemChange) => ({
      params: { ...toProjectParams(scope), id: item.id },
      body: patch,
      headers: base && toIfMatchHeader(base),
    }),
    onMutate: async ({ item, patch }) => {
      // Otherwise, the response to a running query would overwrite the change with the old item.
      await interruptLoads(queries, item);
      getOwnChanges(queries).record(item.id);
      updateCachedItem(queries, applyOptimisticPatch(item, patch, states));
    },
    onSuccess: (saved, { item }) => {
      completeFirstStep('item');
      if (saved.version === item.version) {
        // The change had no effect, so the server sends no signal.
        getOwnChanges(queries).forget(item.id);
      }
      updateCachedItem(queries, saved);
    },
    onError: (_error, { item }) => {
      getOwnChanges(queries).forget(item.id);
      updateCachedItem(queries, item);
    },
    onSettled: (_saved, error) => {
      if (queries.isMutating({ mutationKey: MUTATION_KEY }) > 1) {
        return;
      }
      refreshWork(queries, { columns: error !== null });
      if (error) {
        invalidateEndpoints(queries, [endpoints.getWorkItem]);
      }
    },
  });
}

export function useCreateItem() {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const scope = useWorkProject();
  const notifyUnseenFailure = useUnseenFailure();
  const queries = useQueryClient();
  const { note: completeFirstStep } = useFirstSteps();
  return useEndpointMutation(endpoints.createWorkItem, {
    toRequest: (body: NewWorkItem) => ({
      params: toProjectParams(scope),
      body,
    }),
    onSuccess: item => {
      completeFirstStep('item');
      getOwnChanges(queries).record(item.id);
      refreshWork(queries, { columns: true });
    },
    onError: error => notifyUnseenFailure(t('create.failed'), error),
  });
}

/**
 * Deletes an item, unless it has changed since this client loaded it. After the deletion, `leave`
 * leaves the page that shows the item.
 */
export function useDeleteItem(leave: () => void) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const scope = useWorkProject();
  const queries = useQueryClient();
  const leaveDeleted = useLeaveDeleted();
  return useEndpointMutation(endpoints.deleteWorkItem, {
    toRequest: (item: WorkItem) => ({
      params: { ...toProjectParams(scope), id: item.id },
      headers: toIfMatchHeader(item),
    }),
    toSuccessTitle: (_, item) => t('change.deleted', { item: item.identifier }),
    onSuccess: (_, item) => {
      getOwnChanges(queries).record(item.id);
      leaveDeleted(item.id, leave);
      refreshWork(queries, { columns: true });
    },
  });
}
