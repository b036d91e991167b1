import { endpoints, type Member } from '@callboard/plugin-callboard-common';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { useCallboardClient } from '../api/useCallboardClient';
import { getQueryKey } from '../query/getQueryKey';

const touched = [
  endpoints.getProject,
  endpoints.listProjects,
  endpoints.listProjectOverviews,
  endpoints.listProjectMembers,
  endpoints.explainMembership,
];

/** Makes the viewer a member of an open project. @public */
export function useJoinProject(
  slug: string,
  pid: string,
): UseMutationResult<Member, Error, void> {
  const client = useCallboardClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      client.call(endpoints.joinProject, { params: { slug, pid }, body: {} }),
    onSuccess: () => {
      for (const endpoint of touched) {
        queries.invalidateQueries({ queryKey: getQueryKey(endpoint) });
      }
    },
  });
}
