import { endpoints } from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  useCallboardClient,
  useDebounced,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useQueries } from '@tanstack/react-query';
import { toLoggedItem, type LoggedItem } from '../entries/WorkItemPicker';

/** The exact match comes first. */
const LIMIT = 1;

const MINUTE = 60_000;

/** A work item with its workspace. */
export interface CalledItem {
  item: LoggedItem;
  workspace: OwnWorkspace;
}

/**
 * Finds the work item with an identifier, such as `PAY-42`, in several workspaces.
 *
 * @param identifier - in capitals; undefined while none is typed
 */
export function useItemCalled(
  identifier: string | undefined,
  workspaces: readonly OwnWorkspace[],
): {
  found: CalledItem | undefined;
  isSearching: boolean;
  error: Error | null;
} {
  const client = useCallboardClient();
  const settled = useDebounced(identifier ?? '');
  const answers = useQueries({
    queries: workspaces.map(({ slug }) => {
      const params = { slug };
      const query = {
        search: settled,
        order_by: 'relevance' as const,
        limit: LIMIT,
      };
      const endpoint = endpoints.listWorkItemsOfWorkspace;
      return {
        queryKey: getQueryKey(endpoint, { params, query }),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          client.call(endpoint, { params, query, signal }),
        enabled: settled !== '',
        staleTime: MINUTE,
      };
    }),
  });
  const isCurrent = identifier === settled;
  const all = answers.flatMap(({ data }, at) =>
    (data?.items ?? []).map(item => ({ item, workspace: workspaces[at] })),
  );
  const found = all.find(({ item }) => item.identifier === identifier);
  return {
    found: found && { ...found, item: toLoggedItem(found.item) },
    isSearching:
      identifier !== undefined &&
      (!isCurrent || answers.some(({ isFetching }) => isFetching)),
    error: answers.find(({ error }) => error)?.error ?? null,
  };
}
