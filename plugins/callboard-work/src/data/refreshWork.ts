import { endpoints, type WorkItem } from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  type CachedList,
  type ListPage,
} from '@callboard/plugin-callboard-react';
import type { QueryClient } from '@tanstack/react-query';
import { isColumnQuery } from './columnQuery';
import { isCrowded } from './isCrowded';

type Page = ListPage<WorkItem>;

/**
 * Refetches data that an own change may affect: numbers and lists; columns of the board only on
 * request, because a card is already in its position, unless other cards had to move.
 */
export function refreshWork(
  queries: QueryClient,
  options: { columns: boolean },
): void {
  for (const endpoint of [
    endpoints.countWorkItems,
    endpoints.listProjectOverviews,
  ]) {
    queries.invalidateQueries({ queryKey: getQueryKey(endpoint) });
  }
  for (const endpoint of [
    endpoints.listWorkItems,
    endpoints.listWorkItemsOfWorkspace,
  ]) {
    queries.invalidateQueries({
      queryKey: getQueryKey(endpoint),
      predicate: ({ queryKey, state }) =>
        options.columns ||
        isColumnQuery(queryKey) === undefined ||
        isCrowded(state.data as CachedList<Page> | undefined),
    });
  }
  queries.invalidateQueries({
    queryKey: getQueryKey(endpoints.listWorkspaceActivity),
  });
}
