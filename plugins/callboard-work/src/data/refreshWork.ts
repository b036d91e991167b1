import {
  endpoints,
  type WorkItem,
  MIN_CARD_GAP,
} from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  type CachedList,
  type ListPage,
} from '@callboard/plugin-callboard-react';
import type { QueryClient } from '@tanstack/react-query';
import { isColumnQuery } from './columnQuery';

/**
 * Whether cards of a column are closer together than the server allows: it has since moved the
 * neighbours of the last card.
 */
function isCrowded(
  column: CachedList<ListPage<WorkItem>> | undefined,
): boolean {
  const pages = column && 'pages' in column ? column.pages : [];
  const ranks = pages.flatMap(({ items }) =>
    items.map(({ sort_order }) => sort_order),
  );
  return ranks.some(
    (rank, at) => at > 0 && rank - ranks[at - 1] < MIN_CARD_GAP,
  );
}

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
