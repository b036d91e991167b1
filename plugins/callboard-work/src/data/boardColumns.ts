import type {
  WorkItem,
  WorkItemOrder,
} from '@callboard/plugin-callboard-common';
import type { ListPage } from '@callboard/plugin-callboard-react';
import type { InfiniteData } from '@tanstack/react-query';
import { matchesQuery, type WorkQuery } from '../filters/workQuery';

export const COLUMN_ORDER: WorkItemOrder = 'sort_order';

interface ColumnOptions {
  query?: WorkQuery & { order_by?: string };
}

/** Returns the query of the items of a column; undefined for the key of another list. */
export function getColumnQuery(
  queryKey: readonly unknown[],
): WorkQuery | undefined {
  // `getQueryKey` puts the input of the request at this position.
  const { query } = (queryKey[3] ?? {}) as ColumnOptions;
  const isColumn = query?.order_by === COLUMN_ORDER && query.state_id;
  return isColumn ? query : undefined;
}

/** Whether a column contains an item. Ignores the search, which only the server can apply. */
export function belongsToColumn(item: WorkItem, column: WorkQuery): boolean {
  return (
    item.archived_at === null &&
    !item.is_draft &&
    matchesQuery(item, { ...column, search: undefined })
  );
}

type Column = InfiniteData<ListPage<WorkItem>>;

const isBefore = (a: WorkItem, b: WorkItem) =>
  a.sort_order < b.sort_order || (a.sort_order === b.sort_order && a.id < b.id);

/**
 * Returns a column of the board after a change of an item. If `isInColumn`, the column contains the
 * item at its position, unless that position is beyond the loaded pages. Otherwise, the column does
 * not contain the item.
 */
export function updateColumn(
  column: Column,
  item: WorkItem,
  isInColumn: boolean,
): Column {
  const wasListed = column.pages.some(page =>
    page.items.some(({ id }) => id === item.id),
  );
  if (!wasListed && !isInColumn) {
    return column;
  }
  const pages = column.pages.map(page => ({
    ...page,
    items: page.items.filter(({ id }) => id !== item.id),
  }));
  if (isInColumn) {
    const lastPageIndex = pages.length - 1;
    const pageIndex = pages.findIndex(({ items }) =>
      items.some(other => isBefore(item, other)),
    );
    if (pageIndex >= 0) {
      const { items } = pages[pageIndex];
      const index = items.findIndex(other => isBefore(item, other));
      pages[pageIndex].items = [
        ...items.slice(0, index),
        item,
        ...items.slice(index),
      ];
    } else if (pages[lastPageIndex].next_cursor === null) {
      pages[lastPageIndex].items = [...pages[lastPageIndex].items, item];
    }
  }
  const difference = Number(isInColumn) - Number(wasListed);
  const total = pages[0].total;
  if (total !== undefined) {
    pages[0].total = total + difference;
  }
  return { ...column, pages };
}
