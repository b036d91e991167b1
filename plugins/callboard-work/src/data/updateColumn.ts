import type { WorkItem } from '@callboard/plugin-callboard-common';
import type { ListPage } from '@callboard/plugin-callboard-react';
import type { InfiniteData } from '@tanstack/react-query';

type Column = InfiniteData<ListPage<WorkItem>>;

const isBefore = (a: WorkItem, b: WorkItem) =>
  a.sort_order < b.sort_order || (a.sort_order === b.sort_order && a.id < b.id);

/**
 * Returns a column of the board with an item at its position, or without it. An item behind the
 * loaded ones appears once they are loaded.
 */
export function updateColumn(
  column: Column,
  item: WorkItem,
  belongs: boolean,
): Column {
  const was = column.pages.some(page =>
    page.items.some(({ id }) => id === item.id),
  );
  if (!was && !belongs) {
    return column;
  }
  const pages = column.pages.map(page => ({
    ...page,
    items: page.items.filter(({ id }) => id !== item.id),
  }));
  if (belongs) {
    const last = pages.length - 1;
    const at = pages.findIndex(({ items }) =>
      items.some(other => isBefore(item, other)),
    );
    if (at >= 0) {
      const { items } = pages[at];
      const index = items.findIndex(other => isBefore(item, other));
      pages[at].items = [...items.slice(0, index), item, ...items.slice(index)];
    } else if (pages[last].next_cursor === null) {
      pages[last].items = [...pages[last].items, item];
    }
  }
  const more = Number(belongs) - Number(was);
  const total = pages[0].total;
  if (total !== undefined) {
    pages[0].total = total + more;
  }
  return { ...column, pages };
}
