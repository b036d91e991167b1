import {
  endpoints,
  type WorkItem,
  type WorkItemComment,
} from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  getQueryKey,
  useCallboardClient,
  useFirstSteps,
} from '@callboard/plugin-callboard-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toProjectParams } from '../data/toProjectParams';
import { useWorkProject } from '../data/useWorkProject';

/** Comments on an item, changes comments and deletes them. */
export function useCommentActions(item: WorkItem) {
  const scope = useWorkProject();
  const client = useCallboardClient();
  const queries = useQueryClient();
  const { note } = useFirstSteps();
  const params = { ...toProjectParams(scope), iid: item.id };
  // An action is done when its result is shown.
  const onSuccess = () =>
    queries.invalidateQueries({
      queryKey: getQueryKey(endpoints.listWorkItemComments),
    });
  const adding = useMutation({
    mutationFn: (body: string) =>
      client.call(endpoints.createWorkItemComment, { params, body: { body } }),
    onSuccess: () => {
      note('item');
      return onSuccess();
    },
  });
  const changing = useMutation({
    mutationFn: (change: { id: string; version: number; body: string }) =>
      client.call(endpoints.updateWorkItemComment, {
        params: { ...params, id: change.id },
        body: { body: change.body },
        headers: toIfMatchHeader(change),
      }),
    // After a conflict, the reader should see the newer text.
    onSettled: onSuccess,
  });
  const deleting = useMutation({
    mutationFn: (comment: WorkItemComment) =>
      client.call(endpoints.deleteWorkItemComment, {
        params: { ...params, id: comment.id },
        headers: toIfMatchHeader(comment),
      }),
    onSuccess,
  });
  return { adding, changing, deleting };
}
