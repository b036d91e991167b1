import type { Notification } from '@callboard/plugin-callboard-common';
import { QueryClient, type InfiniteData } from '@tanstack/react-query';
import { newNotification } from '../__testUtils__/newNotification';
import { listsKey, markInCaches, pagesKey } from './markInCaches';
import type { NotificationList } from './useLatest';

const told = (hour: number, more: Partial<Notification> = {}) =>
  newNotification({
    title: `at ${hour}`,
    created_at: `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`,
    ...more,
  });

const listOf = (
  items: Notification[],
  next_cursor: string | null = null,
): NotificationList => ({ items, unread_count: 5, next_cursor });

const titlesIn = ({ items }: NotificationList) =>
  items.map(({ title, is_read }) => (is_read ? `${title} (read)` : title));

function caches(lists: Record<string, NotificationList[]>) {
  const queries = new QueryClient();
  const latestKey = [...listsKey, { query: { limit: 20 } }];
  queries.setQueryData(latestKey, lists.latest[0]);
  const keyOf = (query: object) => [...pagesKey, { query }];
  const asked: Record<string, object> = {
    inbox: {},
    archived: { archived: true },
    assigned: { type: 'work_item.assigned' },
  };
  for (const [name, pages] of Object.entries(lists)) {
    if (asked[name]) {
      queries.setQueryData(keyOf(asked[name]), { pages, pageParams: [] });
    }
  }
  return {
    queries,
    latest: () => queries.getQueryData<NotificationList>(latestKey)!,
    pages: (name: string) =>
      queries
        .getQueryData<InfiniteData<NotificationList>>(keyOf(asked[name]))!
        .pages.map(titlesIn),
  };
}

describe('marks on lists that are loaded', () => {
  it('show what is read where it is, and count it', () => {
    const [late, early] = [told(12), told(8)];
    const { queries, latest, pages } = caches({
      latest: [listOf([late, early])],
      inbox: [listOf([late], 'more'), listOf([early])],
    });
    markInCaches(queries, [early], { is_read: true });
    expect(titlesIn(latest())).toEqual(['at 12', 'at 8 (read)']);
    expect(latest().unread_count).toBe(4);
    expect(pages('inbox')).toEqual([['at 12'], ['at 8 (read)']]);
  });

  it('take what is archived to the archive, and back to its place', () => {
    const items = [12, 10, 8].map(hour => told(hour));
    const { queries, latest, pages } = caches({
      latest: [listOf(items)],
      inbox: [listOf(items)],
      archived: [listOf([told(11, { is_archived: true })], 'more')],
      assigned: [listOf([])],
    });
    markInCaches(queries, [items[1]], { is_archived: true });
    expect(pages('inbox')).toEqual([['at 12', 'at 8']]);
    // Whether it comes next in the archive, or later, is not known.
    expect(pages('archived')).toEqual([['at 11']]);
    markInCaches(queries, [{ ...items[1], is_archived: true }], {
      is_archived: false,
    });
    expect(pages('inbox')).toEqual([['at 12', 'at 10', 'at 8']]);
    expect(titlesIn(latest())).toEqual(['at 12', 'at 10', 'at 8']);
    expect(latest().unread_count).toBe(5);
    // It is of another type.
    expect(pages('assigned')).toEqual([[]]);
  });
});
