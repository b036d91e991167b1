import { endpoints } from '@callboard/plugin-callboard-common';
import {
  queryKeyOf,
  useCallboardClient,
  useMe,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useQueries } from '@tanstack/react-query';
import { myWorkQueryOf } from './myWorkQueryOf';

/**
 * How many items of one's own work are in each of some groups, as the server
 * counts them, for lists that are not loaded to their end.
 *
 * @param keys - ids of projects or groups of states; none where nothing is asked
 * @returns the totals that are known, by key
 */
export function useMyWorkTotals(
  workspace: OwnWorkspace,
  options: { isOpen: boolean; isByState: boolean },
  keys: readonly string[],
): Readonly<Record<string, number | undefined>> {
  const client = useCallboardClient();
  const { data: me } = useMe();
  const { isOpen, isByState } = options;
  return useQueries({
    queries: keys.map(key => {
      const input = {
        params: { slug: workspace.slug },
        query: {
          ...myWorkQueryOf(me, { isOpen }),
          ...(isByState ? { state_group: key } : { project_id: key }),
          limit: 1,
        },
      };
      return {
        queryKey: queryKeyOf(endpoints.listWorkItemsOfWorkspace, input),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          client.call(endpoints.listWorkItemsOfWorkspace, { ...input, signal }),
      };
    }),
    combine: answers =>
      Object.fromEntries(
        answers.map(({ data }, at) => [keys[at], data?.total] as const),
      ),
  });
}
