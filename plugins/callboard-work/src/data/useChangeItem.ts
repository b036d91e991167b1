import {
  endpoints,
  type WorkItem,
  type WorkItemPatch,
} from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  getQueryKey,
  useCallboardClient,
  useFirstSteps,
} from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { applyOptimisticPatch } from './applyOptimisticPatch';
import { trackOwnChanges } from './trackOwnChanges';
import { toProjectParams } from './toProjectParams';
import { putItem } from './putItem';
import { refreshWork } from './refreshWork';
import { useWorkProject } from './useWorkProject';

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
