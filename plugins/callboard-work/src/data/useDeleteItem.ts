import { endpoints, type WorkItem } from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  useCallboardClient,
  useForgetDeleted,
} from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { trackOwnChanges } from './trackOwnChanges';
import { toProjectParams } from './toProjectParams';
import { refreshWork } from './refreshWork';
import { useWorkProject } from './useWorkProject';

/** Deletes an item if its version is still the one that was read. */
export function useDeleteItem(
  /** Leaves the page that shows the item. */
  leave: () => void,
): UseMutationResult<void, Error, WorkItem> {
  const scope = useWorkProject();
  const client = useCallboardClient();
  const queries = useQueryClient();
  const forget = useForgetDeleted();
  return useMutation({
    mutationFn: async item => {
      await client.call(endpoints.deleteWorkItem, {
        params: { ...toProjectParams(scope), id: item.id },
        headers: toIfMatchHeader(item),
      });
    },
    onSuccess: (_nothing, item) => {
      trackOwnChanges(queries).note(item.id);
      forget(item.id, leave);
      refreshWork(queries, { columns: true });
    },
  });
}
