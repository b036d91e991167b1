import {
  endpoints,
  type Department,
  type ResponseOf,
} from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  useCallboardClient,
  getQueryKey,
} from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { moveInTree } from '../model/moveInTree';
import { patchInTree } from '../model/patchInTree';
import { useRefreshOrganisation } from '../../shared/useRefreshOrganisation';

/** The query key of a workspace's department tree. */
function getTreeQueryKey(slug: string): readonly unknown[] {
  return getQueryKey(endpoints.getDepartmentTree, { params: { slug } });
}

/** A move in progress; `parentId` is null for the top level. */
export interface Move {
  department: Department;
  parentId: string | null;
}

type Tree = ResponseOf<typeof endpoints.getDepartmentTree>;

/** Moves departments with an optimistic update of the tree, which is rolled back on error. */
export function useMoveDepartment(
  slug: string,
): UseMutationResult<Department, Error, Move> {
  const client = useCallboardClient();
  const queries = useQueryClient();
  const refresh = useRefreshOrganisation();
  const queryKey = getTreeQueryKey(slug);
  return useMutation({
    mutationFn: ({ department, parentId }: Move) =>
      client.call(endpoints.updateDepartment, {
        params: { slug, id: department.id },
        body: { parent_id: parentId },
        headers: toIfMatchHeader(department),
      }),
    onMutate: async ({ department, parentId }) => {
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData<Tree>(queryKey);
      queries.setQueryData<Tree>(
        queryKey,
        tree =>
          tree && { items: moveInTree(tree.items, department.id, parentId) },
      );
      return before;
    },
    onError: (_error, _move, before) => {
      queries.setQueryData(queryKey, before);
    },
    // An immediate second move must use the current version.
    onSuccess: saved => {
      queries.setQueryData<Tree>(
        queryKey,
        tree => tree && { items: patchInTree(tree.items, saved) },
      );
    },
    onSettled: () => {
      refresh();
    },
  });
}
