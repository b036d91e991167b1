import { endpoints } from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  useCallboardClient,
  useDebounced,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useQueries } from '@tanstack/react-query';
import { toLoggableItem, type LoggableItem } from '../entries/WorkItemPicker';

/** The server returns the exact match first. */
const MAX_RESULTS = 1;

const RESULTS_STALE_MS = 60_000;

/** A work item with its workspace. */
export interface FoundItem {
  item: LoggableItem;
  workspace: OwnWorkspace;
}

/**
 * Finds the work item with an identifier, such as `PAY-42`, in several workspaces.
 *
 * @param identifier - in upper case; undefined while none is typed
 */
export function useFindItem(
  identifier: string | undefined,
  workspaces: readonly OwnWorkspace[],
) {
  const client = useCallboardClient();
  const debouncedIdentifier = useDebounced(identifier ?? '');
  const results = useQueries({
    queries: workspaces.map(({ slug }) => {
      const params = { slug };
      const query = {
        search: debouncedIdentifier,
        order_by: 'relevance' as const,
        limit: MAX_RESULTS,
      };
      const endpoint = endpoints.listWorkItemsOfWorkspace;
      return {
        queryKey: getQueryKey(endpoint, { params, query }),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          client.call(endpoint, { params, query, signal }),
        enabled: debouncedIdentifier !== '',
        staleTime: RESULTS_STALE_MS,
      };
    }),
  });
  const isCurrent = identifier === debouncedIdentifier;
  const matches = results.flatMap(({ data }, index) =>
    (data?.items ?? []).map(item => ({ item, workspace: workspaces[index] })),
  );
  const found = matches.find(({ item }) => item.identifier === identifier);
  return {
    found: found && { ...found, item: toLoggableItem(found.item) },
    isSearching:
      identifier !== undefined &&
      (!isCurrent || results.some(({ isFetching }) => isFetching)),
    error: results.find(({ error }) => error)?.error ?? null,
  };
}
