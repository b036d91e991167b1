import { endpoints } from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  useCallboardClient,
  useMe,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useQueries } from '@tanstack/react-query';
import { toMyWorkQuery, type MyWorkChoice } from './toMyWorkQuery';

/**
 * Counts the reader's items in each of some groups on the server, for lists that
 * are not fully loaded.
 *
 * @param keys - ids of projects, or state groups; empty to request nothing
 * @returns the totals that are known, by key
 */
export function useMyWorkTotals(
  workspace: OwnWorkspace,
  options: MyWorkChoice & { isByState: boolean },
  keys: readonly string[],
): Readonly<Record<string, number | undefined>> {
  const client = useCallboardClient();
  const { data: me } = useMe();
  const { isByState } = options;
  return useQueries({
    queries: keys.map(key => {
      const input = {
        params: { slug: workspace.slug },
        query: {
          ...toMyWorkQuery(me, options),
          ...(isByState ? { state_group: key } : { project_id: key }),
          limit: 1,
        },
      };
      return {
        queryKey: getQueryKey(endpoints.listWorkItemsOfWorkspace, input),
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
