import {
  endpoints,
  type WorkItem,
  type WorkItemPatch,
  type WorkState,
} from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  getQueryKey,
  useCallboardClient,
  useFirstSteps,
  changePages,
  type CachedList,
  type ListPage,
} from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
  type QueryClient,
} from '@tanstack/react-query';
import { isColumnQuery } from './columnQuery';
import { trackOwnChanges } from './trackOwnChanges';
import { toProjectParams } from './toProjectParams';
import { refreshWork } from './refreshWork';
import { updateColumn } from './updateColumn';
import { useWorkProject } from './useWorkProject';

type Page = ListPage<WorkItem>;
type Cached = CachedList<Page>;

const lists = [endpoints.listWorkItems, endpoints.listWorkItemsOfWorkspace];

const replaceInPage = (page: Page, item: WorkItem): Page =>
  page.items.some(({ id }) => id === item.id)
    ? {
        ...page,
        items: page.items.map(other => (other.id === item.id ? item : other)),
      }
    : page;

/**
 * Updates an item in all caches: in lists at its position, on the board at its sorted position, in
 * its details.
 */
function putItem(queries: QueryClient, item: WorkItem): void {
  for (const endpoint of lists) {
    const queryKey = getQueryKey(endpoint);
    for (const query of queries.getQueryCache().findAll({ queryKey })) {
      const column = isColumnQuery(query.queryKey);
      queries.setQueryData<Cached>(query.queryKey, cached =>
        cached && column && 'pages' in cached
          ? updateColumn(cached, item, column === item.state_id)
          : cached && changePages(cached, page => replaceInPage(page, item)),
      );
    }
  }
  const details = getQueryKey(endpoints.getWorkItem);
  for (const query of queries.getQueryCache().findAll({ queryKey: details })) {
    queries.setQueryData<WorkItem>(query.queryKey, known =>
      known?.id === item.id ? item : known,
    );
  }
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

/** A change of an item that is being sent. */
export interface ItemChange {
  item: WorkItem;
  patch: WorkItemPatch;
  /** Fails if another user has changed the item since this version. */
  base?: { version: number };
}

/** Changes items optimistically in all caches, with a rollback if the server refuses. */
export function useChangeItem(): UseMutationResult<
  WorkItem,
  Error,
  ItemChange
> {
  const scope = useWorkProject();
  const { states } = scope;
  const client = useCallboardClient();
  const queries = useQueryClient();
  const { note } = useFirstSteps();
  return useMutation({
    mutationKey: ['callboard', 'work-item'],
    mutationFn: ({ item, patch, base }) =>
      client.call(endpoints.updateWorkItem, {
        params: { ...toProjectParams(scope), id: item.id },
        body: patch,
        headers: base && toIfMatchHeader(base),
      }),
    onMutate: async ({ item, patch }) => {
      // A running query would show the item as it was.
      await queries.cancelQueries({
        queryKey: getQueryKey(endpoints.listWorkItems),
      });
      trackOwnChanges(queries).note(item.id);
      putItem(queries, applyOptimisticPatch(item, patch, states));
    },
    onSuccess: saved => {
      note('item');
      putItem(queries, saved);
    },
    onError: (_error, { item }) => {
      trackOwnChanges(queries).forget(item.id);
      putItem(queries, item);
    },
    onSettled: (_saved, error) => {
      if (queries.isMutating({ mutationKey: ['callboard', 'work-item'] }) > 1) {
        return;
      }
      refreshWork(queries, { columns: error !== null });
      if (error) {
        queries.invalidateQueries({
          queryKey: getQueryKey(endpoints.getWorkItem),
        });
      }
    },
  });
}
