import { endpoints, type WorkItem } from '@callboard/plugin-callboard-common';
import {
  changePages,
  getQueryKey,
  type CachedList,
  type ListPage,
} from '@callboard/plugin-callboard-react';
import type { QueryClient } from '@tanstack/react-query';
import { isColumnQuery } from './columnQuery';
import { updateColumn } from './updateColumn';

type Page = ListPage<WorkItem>;
type Cached = CachedList<Page>;

const lists = [endpoints.listWorkItems, endpoints.listWorkItemsOfWorkspace];

const replaceInPage = (page: Page, item: WorkItem): Page =>
  page.items.some(({ id }) => id === item.id)
    ? {
        ...page,
        items: page.items.map(other => (other.id === item.id ? item : other)),
      }
    : page;

/**
 * Updates an item in all caches: in lists at its position, on the board at its sorted position, in
 * its details.
 */
export function putItem(queries: QueryClient, item: WorkItem): void {
  for (const endpoint of lists) {
    const queryKey = getQueryKey(endpoint);
    for (const query of queries.getQueryCache().findAll({ queryKey })) {
      const column = isColumnQuery(query.queryKey);
      queries.setQueryData<Cached>(query.queryKey, cached =>
        cached && column && 'pages' in cached
          ? updateColumn(cached, item, column === item.state_id)
          : cached && changePages(cached, page => replaceInPage(page, item)),
      );
    }
  }
  const details = getQueryKey(endpoints.getWorkItem);
  for (const query of queries.getQueryCache().findAll({ queryKey: details })) {
    queries.setQueryData<WorkItem>(query.queryKey, known =>
      known?.id === item.id ? item : known,
    );
  }
}
