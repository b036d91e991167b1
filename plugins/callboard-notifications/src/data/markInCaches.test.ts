import type { Notification } from '@callboard/plugin-callboard-common';
import { QueryClient, type InfiniteData } from '@tanstack/react-query';
import { newNotification } from '../__testUtils__/newNotification';
import { listsKey, markInCaches, pagesKey } from './markInCaches';
import { inverseOf, withMarks, type Marks } from './marks';
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
    unread: { only_unread: true },
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

  it('make of a snooze what the server makes of it', () => {
    const [late, early] = [told(12, { is_read: true }), told(8)];
    const { queries, latest } = caches({ latest: [listOf([late, early])] });
    const until = '2026-11-30T09:00:00.000Z';
    markInCaches(queries, [late], { snoozed_until: until });
    expect(titlesIn(latest())).toEqual(['at 8']);
    const snoozed = withMarks(late, { snoozed_until: until });
    expect(snoozed).toMatchObject({ is_read: false, is_archived: false });
    expect(withMarks(snoozed, { is_read: true }).snoozed_until).toBeNull();
    expect(withMarks(snoozed, { is_archived: true }).snoozed_until).toBeNull();
    // It was not counted before, and is not once it is back.
    markInCaches(queries, [snoozed], { is_read: true, snoozed_until: null });
    expect(latest().unread_count).toBe(5);
  });

  it('can be taken back in as few steps as it takes', () => {
    const [read, unread] = [told(12, { is_read: true }), told(8)];
    const until = '2026-11-30T09:00:00.000Z';
    const snoozed = told(9, { snoozed_until: until });
    const backFrom = (items: Notification[], marks: Marks) =>
      inverseOf(items, marks).map(step => [
        step.items.map(({ title }) => title),
        step.marks,
      ]);
    expect(backFrom([read, unread], { is_read: true })).toEqual([
      [['at 8'], { is_read: false }],
    ]);
    expect(backFrom([read, unread], { snoozed_until: until })).toEqual([
      [['at 12'], { is_read: true, snoozed_until: null }],
      [['at 8'], { snoozed_until: null }],
    ]);
    expect(backFrom([snoozed], { is_archived: true })).toEqual([
      [['at 9'], { is_archived: false, snoozed_until: until }],
    ]);
  });

  it('bring nothing read onto a list of unread ones', () => {
    const archived = told(9, { is_archived: true, is_read: true });
    const { queries, pages } = caches({
      latest: [listOf([])],
      unread: [listOf([told(8)])],
    });
    markInCaches(queries, [archived], { is_archived: false });
    expect(pages('unread')).toEqual([['at 8']]);
    markInCaches(queries, [{ ...archived, is_archived: false }], {
      is_read: false,
    });
    expect(pages('unread')).toEqual([['at 9', 'at 8']]);
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
