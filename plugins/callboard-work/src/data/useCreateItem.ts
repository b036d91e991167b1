import {
  endpoints,
  type NewWorkItem,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import {
  useCallboardClient,
  useFirstSteps,
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

/** Creates items. */
export function useCreateItem(): UseMutationResult<
  WorkItem,
  Error,
  NewWorkItem
> {
  const scope = useWorkProject();
  const client = useCallboardClient();
  const queries = useQueryClient();
  const { note } = useFirstSteps();
  return useMutation({
    mutationFn: body =>
      client.call(endpoints.createWorkItem, {
        params: toProjectParams(scope),
        body,
      }),
    onSuccess: item => {
      note('item');
      trackOwnChanges(queries).note(item.id);
      refreshWork(queries, { columns: true });
    },
  });
}
