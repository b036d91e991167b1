import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  useToast,
  toIfMatchHeader,
  getQueryKey,
  useEndpointMutation,
} from '@callboard/plugin-callboard-react';
import {
  endpoints,
  type Department,
  type ResponseOf,
} from '@callboard/plugin-callboard-common';
import { useQueryClient } from '@tanstack/react-query';
import { organisationEndpoints } from '../useRefreshOrganisation';
import { moveInTree, patchInTree } from './moveInTree';
import { callboardDepartmentsTranslationRef } from './translation';
import { useDepartmentErrorFormatter } from './forms/DepartmentFormValues';

/** A move of a department; `parentId` is null for the top level. */
export interface Move {
  department: Department;
  parentId: string | null;
}

type Tree = ResponseOf<typeof endpoints.getDepartmentTree>;

/** Moves departments. The tree is updated before the server responds, and restored on error. */
function useMoveDepartment(slug: string) {
  const queries = useQueryClient();
  const queryKey = getQueryKey(endpoints.getDepartmentTree, {
    params: { slug },
  });
  const updateTree = (update: (items: Tree['items']) => Tree['items']) =>
    queries.setQueryData<Tree>(
      queryKey,
      tree => tree && { items: update(tree.items) },
    );
  return useEndpointMutation(endpoints.updateDepartment, {
    toRequest: ({ department, parentId }: Move) => ({
      params: { slug, id: department.id },
      body: { parent_id: parentId },
      headers: toIfMatchHeader(department),
    }),
    invalidates: organisationEndpoints,
    refetchesAfterFailure: true,
    onMutate: async ({ department, parentId }) => {
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData<Tree>(queryKey);
      updateTree(items => moveInTree(items, department.id, parentId));
      return before;
    },
    onError: (_error, _move, before) => {
      queries.setQueryData(queryKey, before);
    },
    // An immediate second move must use the current version.
    beforeRefetch: saved => updateTree(items => patchInTree(items, saved)),
  });
}

/** Moves departments, offers to undo each move, and returns the error of the last move. */
export function useMoves(slug: string) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const formatError = useDepartmentErrorFormatter();
  const { mutate, error, variables, reset } = useMoveDepartment(slug);
  const showToast = useToast();

  const move = ({ department, parentId }: Move) =>
    mutate(
      { department, parentId },
      {
        onSuccess: saved =>
          showToast({
            status: 'success',
            title: t('move.done', { name: saved.name }),
            onUndo: () =>
              mutate({ department: saved, parentId: department.parent_id }),
          }),
      },
    );

  return {
    move,
    problem: error
      ? `${t('move.failed', {
          name: variables!.department.name,
        })} ${formatError(error)}`
      : undefined,
    dismiss: reset,
  };
}
