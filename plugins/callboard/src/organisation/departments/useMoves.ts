import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  useChangeProblems,
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
import { useRef } from 'react';
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

export function useMoves(slug: string) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const formatError = useDepartmentErrorFormatter();
  const showToast = useToast();
  const queries = useQueryClient();
  const { problem, report, dismiss } = useChangeProblems();
  /** The versions that the moves of this page returned, by department. */
  const savedVersions = useRef(new Map<string, number>());
  const queryKey = getQueryKey(endpoints.getDepartmentTree, {
    params: { slug },
  });
  const updateTree = (update: (items: Tree['items']) => Tree['items']) =>
    queries.setQueryData<Tree>(
      queryKey,
      tree => tree && { items: update(tree.items) },
    );
  // The tree is updated before the server responds. The callbacks are options of the hook: React
  // Query skips callbacks that were passed to `mutate` if `mutate` has been called again since.
  const { mutate, isPending } = useEndpointMutation(
    endpoints.updateDepartment,
    {
      // Sends one request at a time: concurrent requests could arrive in the wrong order.
      scope: { id: `callboard-department-moves-${slug}` },
      toRequest: ({ department, parentId }: Move & { isUndo?: boolean }) => ({
        params: { slug, id: department.id },
        body: { parent_id: parentId },
        // The preceding move may have raised the version of the same department.
        headers: toIfMatchHeader({
          version: Math.max(
            department.version,
            savedVersions.current.get(department.id) ?? 0,
          ),
        }),
      }),
      invalidates: organisationEndpoints,
      refetchesAfterFailure: true,
      onMutate: async ({ department, parentId }) => {
        await queries.cancelQueries({ queryKey });
        updateTree(items => moveInTree(items, department.id, parentId));
      },
      onError: (error, { department }) => {
        // Undoes only the failed move: other moves stay in the tree.
        updateTree(items =>
          moveInTree(items, department.id, department.parent_id),
        );
        report(t('move.failed', { name: department.name }), formatError(error));
      },
      beforeRefetch: saved => {
        savedVersions.current.set(saved.id, saved.version);
        updateTree(items => patchInTree(items, saved));
      },
      onSuccess: (saved, { department, isUndo }) => {
        if (!isUndo) {
          const parentId = department.parent_id;
          showToast({
            status: 'success',
            title: t('move.done', { name: saved.name }),
            onUndo: () => mutate({ department: saved, parentId, isUndo: true }),
          });
        }
      },
    },
  );

  return {
    move: (move: Move) => {
      if (!isPending) {
        dismiss();
      }
      mutate(move);
    },
    problem,
    dismiss,
  };
}
