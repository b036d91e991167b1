import {
  permissions,
  type Notification,
  type NotificationPatch,
} from '@callboard/plugin-callboard-common';
import { ErrorResponse } from '@callboard/plugin-callboard-react/testUtils';
import { type InfiniteData, QueryClient } from '@tanstack/react-query';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  createExampleNotification,
  NotificationServer,
} from '../__testUtils__/NotificationServer';
import { openPortal } from '../__testUtils__/openPortal';
import { listsKey, patchCaches, pagesKey } from '../data/patchCaches';
import { buildUndoSteps, applyPatch } from '../data/notificationState';
import type { NotificationList } from '../data/notificationQueries';
import { listSnoozeChoices } from '../item/SnoozeMenu';
import { NewNotificationDetector } from './NewNotificationDetector';

describe('notification bell', () => {
  const THREAD = {
    project_id: '01900000-0000-7000-8000-00000000000a',
    work_item_id: '01900000-0000-7000-8000-00000000000b',
  };

  const findBell = (unread: number) =>
    screen.findByRole('button', {
      name: unread > 0 ? `Notifications, ${unread} unread` : 'Notifications',
    });

  async function openBell(unread: number) {
    await userEvent.click(await findBell(unread));
    return screen.findByRole('dialog', { name: 'Notifications' });
  }

  /** Opens the bell of a person with some notifications, given oldest first. */
  async function openBellWith(
    unread: number,
    ...notifications: Partial<Notification>[]
  ) {
    const server = new NotificationServer().notify(...notifications);
    openPortal('/other', server);
    return { server, panel: await openBell(unread) };
  }

  it('checks the policy before the bell opens', async () => {
    const server = new NotificationServer().notify({});
    const { checkedPermissions } = openPortal('/other', server);
    await findBell(1);
    await waitFor(() =>
      expect(checkedPermissions).toContain(
        permissions.notification.update.name,
      ),
    );
  });

  it('shows the unread count, opens the target and marks the notification as read', async () => {
    const server = new NotificationServer().notify(
      ...Array.from({ length: 120 }, () => ({})),
      {
        title: 'Assigned to PAY-42',
        target_url: '/other/pay?item=42',
      },
    );
    openPortal('/other', server);
    expect(await findBell(121)).toHaveTextContent('99+');
    const panel = await openBell(121);
    await userEvent.click(
      await within(panel).findByRole('link', { name: 'Assigned to PAY-42' }),
    );
    expect(await screen.findByText('At /other/pay?item=42')).toBeVisible();
    await waitFor(() =>
      expect(server.findByTitle('Assigned to PAY-42').is_read).toBe(true),
    );
    expect(await findBell(120)).toBeVisible();
    await waitFor(() => expect(panel).not.toBeInTheDocument());
  });

  it('omits links to unsafe URLs and expands notifications without a link on click @full', async () => {
    const { server, panel } = await openBellWith(
      3,
      // eslint-disable-next-line no-script-url
      { title: 'Evil', target_url: 'javascript:alert(1)' },
      { title: 'Elsewhere', target_url: '//evil.example' },
      { title: 'Docs', target_url: 'https://docs.example/a' },
    );
    const docs = await within(panel).findByRole('link', { name: /^Docs/ });
    expect(docs).toHaveAttribute('target', '_blank');
    expect(docs).toHaveAttribute('rel', expect.stringContaining('noopener'));
    expect(
      within(panel).queryByRole('link', { name: /Evil|Elsewhere/ }),
    ).toBeNull();
    await userEvent.click(within(panel).getByRole('button', { name: 'Evil' }));
    expect(within(panel).getByText('You follow this work item.')).toBeVisible();
    await waitFor(() => expect(server.findByTitle('Evil').is_read).toBe(true));
  });

  it('shows Callboard as the actor of system notifications @full', async () => {
    const { panel } = await openBellWith(1, {
      title: 'The webhook Chat is deactivated',
      actor_ref: 'system:callboard/callboard',
    });
    expect(await within(panel).findByText('Callboard')).toBeVisible();
  });

  it('shows the actor unless the title or body starts with the name @full', async () => {
    const actor_ref = 'system:callboard/callboard';
    const { panel } = await openBellWith(
      3,
      { title: 'Callboard commented on PAY-1', actor_ref },
      { title: 'Moved: PAY-2', body: 'Callboard moved it.', actor_ref },
      { title: 'Callboards are great', body: 'So is Callboard.', actor_ref },
    );
    await within(panel).findByRole('button', { name: 'Callboards are great' });
    expect(within(panel).getAllByText('Callboard')).toHaveLength(1);
  });

  it('marks all notifications as read and reverts this on undo', async () => {
    const { server, panel } = await openBellWith(
      2,
      { title: 'One' },
      { title: 'Two' },
      { is_read: true },
    );
    await userEvent.click(
      within(panel).getByRole('button', { name: 'Mark all as read' }),
    );
    expect(await screen.findByText('2 marked as read')).toBeInTheDocument();
    await waitFor(() =>
      expect(server.items.every(({ is_read }) => is_read)).toBe(true),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(server.items.filter(({ is_read }) => is_read)).toHaveLength(1),
    );
  });

  it('supports keyboard shortcuts for moving, archiving, marking as read and closing @full', async () => {
    const { server, panel } = await openBellWith(
      3,
      { title: 'Third' },
      { title: 'Second' },
      { title: 'First' },
    );
    (await within(panel).findByRole('button', { name: 'First' })).focus();
    await userEvent.keyboard('jek');
    await waitFor(() =>
      expect(server.findByTitle('Second').is_archived).toBe(true),
    );
    // The focus moved to the next one, and K moved it back.
    expect(within(panel).getByRole('button', { name: 'First' })).toHaveFocus();
    await userEvent.keyboard('u');
    await waitFor(() => expect(server.findByTitle('First').is_read).toBe(true));
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(panel).not.toBeInTheDocument());
    expect(await findBell(1)).toHaveFocus();
  });

  it('snoozes a notification until tomorrow morning and restores it on undo @full', async () => {
    const { server, panel } = await openBellWith(1, { title: 'Not now' });
    await userEvent.click(
      await within(panel).findByRole('button', { name: 'Snooze' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: /^Tomorrow morning/ }),
    );
    await waitFor(() =>
      expect(new Date(server.items[0].snoozed_until!).getHours()).toBe(9),
    );
    expect(within(panel).getByText('You are all caught up')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(
      await within(panel).findByRole('button', { name: 'Not now' }),
    ).toBeVisible();
    await waitFor(() => expect(server.items[0].snoozed_until).toBeNull());
  });

  it('shows the reason and allows turning off the type unless it is mandatory', async () => {
    const { server, panel } = await openBellWith(
      2,
      { title: 'All hands', type: 'announcement.sent' },
      { title: 'Assigned', type: 'work_item.assigned' },
    );
    const [assigned, announcement] = await within(panel).findAllByRole(
      'button',
      { name: 'Why did I get this?' },
    );
    await userEvent.click(announcement);
    expect(
      await within(panel).findByText(/You can turn off its emails/),
    ).toBeVisible();
    await userEvent.click(assigned);
    await userEvent.click(
      await within(panel).findByRole('button', {
        name: 'Turn off “Assigned to you”',
      }),
    );
    await waitFor(() =>
      expect(server.preferences.types[0].channels.bell).toBe(false),
    );
  });

  it('mutes the work item of a notification and reverts this on undo @full', async () => {
    const { server, panel } = await openBellWith(
      2,
      { title: 'All hands', type: 'announcement.sent', thread: THREAD },
      { title: 'Moved', thread: THREAD },
    );
    const [moved, announcement] = await within(panel).findAllByRole('button', {
      name: 'Why did I get this?',
    });
    await userEvent.click(announcement);
    await within(panel).findByText(/You can turn off its emails/);
    const mute = { name: 'Mute this work item' };
    expect(within(panel).queryByRole('button', mute)).toBeNull();
    await userEvent.click(moved);
    await userEvent.click(await within(panel).findByRole('button', mute));
    await within(panel).findByRole('button', { name: 'Unmute this work item' });
    await waitFor(() =>
      expect([...server.subscriptionLevels]).toEqual([
        [THREAD.work_item_id, 'none'],
      ]),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await within(panel).findByRole('button', mute);
    await waitFor(() => expect([...server.subscriptionLevels]).toEqual([]));
  });

  it('unmutes a work item of a muted project', async () => {
    const { server, panel } = await openBellWith(1, { thread: THREAD });
    server.subscriptionLevels
      .set(THREAD.work_item_id, 'none')
      .set(THREAD.project_id, 'none');
    await userEvent.click(
      await within(panel).findByRole('button', { name: 'Why did I get this?' }),
    );
    await userEvent.click(
      await within(panel).findByRole('button', {
        name: 'Unmute this work item',
      }),
    );
    await within(panel).findByRole('button', { name: 'Mute this work item' });
    await waitFor(() =>
      expect(server.subscriptionLevels.get(THREAD.work_item_id)).toBe('all'),
    );
  });

  it('moves the focus to the first item on J and to the next item after archiving', async () => {
    const { panel } = await openBellWith(
      3,
      { title: 'Third' },
      { title: 'Second' },
      { title: 'First' },
    );
    await within(panel).findByRole('button', { name: 'First' });
    // Shortcuts with a modifier belong to the portal or the browser.
    await userEvent.keyboard('{Control>}j{/Control}');
    expect(panel).toHaveFocus();
    await userEvent.keyboard('j');
    expect(within(panel).getByRole('button', { name: 'First' })).toHaveFocus();
    within(panel).getAllByRole('button', { name: 'Archive' })[1].focus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() =>
      expect(
        within(panel).getByRole('button', { name: 'Third' }),
      ).toHaveFocus(),
    );
  });

  it('restores the read state when the snooze of a read notification is undone', async () => {
    const { server, panel } = await openBellWith(0, {
      title: 'Known',
      is_read: true,
    });
    await userEvent.click(
      await within(panel).findByRole('button', { name: 'Snooze' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: /^Tomorrow morning/ }),
    );
    await waitFor(() =>
      expect(server.findByTitle('Known').is_read).toBe(false),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(server.findByTitle('Known')).toMatchObject({
        is_read: true,
        snoozed_until: null,
      }),
    );
  });

  it('announces a second notification with the same title again @full', async () => {
    const server = new NotificationServer();
    const { signal, waitUntilLive } = openPortal('/other', server);
    await waitUntilLive();
    server.notify({ title: 'Ping' });
    await signal();
    const first = await screen.findByText('New notification: Ping');
    server.notify({ title: 'Ping' });
    await signal();
    await findBell(2);
    // Screen readers announce additions.
    expect(first).not.toBeInTheDocument();
    expect(screen.getByText('New notification: Ping')).toBeInTheDocument();
  });

  it('shows a new notification immediately and announces it once', async () => {
    const server = new NotificationServer().notify({ title: 'Old' });
    const { signal, waitUntilLive } = openPortal('/other', server);
    await waitUntilLive();
    server.notify({ title: 'Fresh' });
    await signal();
    expect(await findBell(2)).toBeVisible();
    const stated = await screen.findByText('New notification: Fresh');
    expect(stated.parentElement).toHaveAttribute('role', 'status');
    await signal();
    expect(screen.getAllByText(/New notification/)).toHaveLength(1);
  });

  it.each([401, 404])(
    'stays up to date after a restarting backend responded with %d',
    async status => {
      const server = new NotificationServer().notify({ title: 'Old' });
      const { signal, waitUntilLive } = openPortal('/other', server);
      await waitUntilLive();
      await findBell(1);
      const sent = server.requests.length;
      server.refuseBelow('/notifications', status, 'Not ready');
      await signal();
      await waitFor(() => expect(server.requests.length).toBeGreaterThan(sent));
      server.stopRefusing();
      server.notify({ title: 'Fresh' });
      await waitUntilLive();
      await signal();
      expect(await findBell(2)).toBeVisible();
    },
  );

  it('opens the notifications page on G N from any page', async () => {
    openPortal('/other', new NotificationServer());
    await findBell(0);
    await userEvent.keyboard('gn');
    expect(
      await screen.findByRole('search', { name: 'Filters' }),
    ).toBeVisible();
  });

  it('shows an error when loading fails and reloads when reopened @full', async () => {
    const server = new NotificationServer().notify({
      title: 'There after all',
    });
    server.refuseBelow('/', 403, 'Not today');
    openPortal('/other', server);
    const panel = await openBell(0);
    expect(
      await within(panel).findByText('You do not have access to this'),
    ).toBeVisible();
    server.stopRefusing();
    await userEvent.keyboard('{Escape}');
    await openBell(0);
    expect(
      await screen.findByRole('button', { name: 'There after all' }),
    ).toBeVisible();
  });

  it('hides the bell and sends no requests while the user is signed out @full', async () => {
    const server = new NotificationServer();
    openPortal('/other', server, { identity: {} });
    expect(await screen.findByText('At /other')).toBeVisible();
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(server.requests).toEqual([]);
    expect(screen.queryByRole('button', { name: /^Notif/ })).toBeNull();
  });

  it('hides the bell and stops requesting when notifications are off in the backend', async () => {
    const server = new NotificationServer();
    server.answer({
      listNotifications: () => {
        throw new ErrorResponse(404, 'No such path');
      },
    });
    const { signal } = openPortal('/other', server);
    await waitFor(() => expect(server.requests).toHaveLength(1));
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: /^Notif/ })).toBeNull(),
    );
    await signal();
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(server.requests).toHaveLength(1);
  });
});

describe('new notification detection', () => {
  const MINUTE = 60_000;

  /**
   * Creates a detector that has seen some notifications.
   *
   * @returns a function that returns the titles of new notifications at a minute
   */
  function createDetectorThatSaw(
    seen: Notification[],
    next_cursor: string | null = null,
  ) {
    const detector = new NewNotificationDetector();
    const detect = (
      items: Notification[],
      minute: number,
      cursor: string | null = null,
    ) =>
      detector
        .detect(
          { items, unread_count: items.length, next_cursor: cursor },
          minute * MINUTE,
        )
        .map(({ title }) => title);
    expect(
      detector.detect(
        { items: seen, unread_count: seen.length, next_cursor },
        0,
      ),
    ).toEqual([]);
    return detect;
  }

  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(title =>
    createExampleNotification({ title }),
  );

  it('returns unread notifications that were added on top or occurred again', () => {
    const detect = createDetectorThatSaw([b, a]);
    expect(detect([c, b, a], 1)).toEqual(['c']);
    expect(detect([{ ...a, count: 2 }, c, b], 2)).toEqual(['a']);
    expect(detect([{ ...a, count: 2 }, c, b], 3)).toEqual([]);
    expect(detect([{ ...d, is_read: true }, c, b], 4)).toEqual([]);
  });

  it('returns snoozed notifications that reappear', () => {
    const detect = createDetectorThatSaw([c, b, a]);
    expect(detect([c, a], 1)).toEqual([]);
    expect(detect([b, c, a], 61)).toEqual(['b']);
    expect(detect([], 62)).toEqual([]);
    expect(detect([a], 100)).toEqual(['a']);
  });

  it('omits notifications that are restored, or that move up when others leave the list', () => {
    const detect = createDetectorThatSaw([c, b, a]);
    expect(detect([b, a], 1)).toEqual([]);
    expect(detect([c, b, a], 1.1)).toEqual([]);
    // The oldest notification moved to the next page.
    expect(detect([d, c, b], 2, 'more')).toEqual(['d']);
    expect(detect([c, b, a], 60)).toEqual([]);
  });
});

describe('notification updates in cached lists', () => {
  const createNotification = (hour: number, more: Partial<Notification> = {}) =>
    createExampleNotification({
      title: `at ${hour}`,
      created_at: `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`,
      ...more,
    });

  const createList = (
    items: Notification[],
    next_cursor: string | null = null,
  ): NotificationList => ({ items, unread_count: 5, next_cursor });

  const getTitles = ({ items }: NotificationList) =>
    items.map(({ title, is_read }) => (is_read ? `${title} (read)` : title));

  function cacheLists(lists: Record<string, NotificationList[]>) {
    const queries = new QueryClient();
    const latestKey = [...listsKey, { query: { limit: 20 } }];
    queries.setQueryData(latestKey, lists.latest[0]);
    const getPagesKey = (query: object) => [...pagesKey, { query }];
    const queriesByName: Record<string, object> = {
      inbox: {},
      archived: { archived: true },
      unread: { only_unread: true },
      assigned: { type: 'work_item.assigned' },
    };
    for (const [name, pages] of Object.entries(lists)) {
      if (queriesByName[name]) {
        queries.setQueryData(getPagesKey(queriesByName[name]), {
          pages,
          pageParams: [],
        });
      }
    }
    return {
      queries,
      latest: () => queries.getQueryData<NotificationList>(latestKey)!,
      pages: (name: string) =>
        queries
          .getQueryData<InfiniteData<NotificationList>>(
            getPagesKey(queriesByName[name]),
          )!
          .pages.map(getTitles),
    };
  }

  it('marks a notification as read in every list and lowers the unread count', () => {
    const [late, early] = [createNotification(12), createNotification(8)];
    const { queries, latest, pages } = cacheLists({
      latest: [createList([late, early])],
      inbox: [createList([late], 'more'), createList([early])],
    });
    patchCaches(queries, [early], { is_read: true });
    expect(getTitles(latest())).toEqual(['at 12', 'at 8 (read)']);
    expect(latest().unread_count).toBe(4);
    expect(pages('inbox')).toEqual([['at 12'], ['at 8 (read)']]);
  });

  it('applies a snooze with the same side effects as the server', () => {
    const [late, early] = [
      createNotification(12, { is_read: true }),
      createNotification(8),
    ];
    const { queries, latest } = cacheLists({
      latest: [createList([late, early])],
    });
    const until = '2026-11-30T09:00:00.000Z';
    patchCaches(queries, [late], { snoozed_until: until });
    expect(getTitles(latest())).toEqual(['at 8']);
    const snoozed = applyPatch(late, { snoozed_until: until });
    expect(snoozed).toMatchObject({ is_read: false, is_archived: false });
    expect(applyPatch(snoozed, { is_read: true }).snoozed_until).toBeNull();
    expect(applyPatch(snoozed, { is_archived: true }).snoozed_until).toBeNull();
    // The badge counts neither snoozed nor read notifications.
    patchCaches(queries, [snoozed], { is_read: true, snoozed_until: null });
    expect(latest().unread_count).toBe(5);
  });

  it('returns the fewest steps that undo an update', () => {
    const [read, unread] = [
      createNotification(12, { is_read: true }),
      createNotification(8),
    ];
    const until = '2026-11-30T09:00:00.000Z';
    const snoozed = createNotification(9, { snoozed_until: until });
    const formatUndoSteps = (items: Notification[], patch: NotificationPatch) =>
      buildUndoSteps(items, patch).map(step => [
        step.items.map(({ title }) => title),
        step.patch,
      ]);
    expect(formatUndoSteps([read, unread], { is_read: true })).toEqual([
      [['at 8'], { is_read: false }],
    ]);
    expect(formatUndoSteps([read, unread], { snoozed_until: until })).toEqual([
      [['at 12'], { is_read: true, snoozed_until: null }],
      [['at 8'], { snoozed_until: null }],
    ]);
    expect(formatUndoSteps([snoozed], { is_archived: true })).toEqual([
      [['at 9'], { is_archived: false, snoozed_until: until }],
    ]);
  });

  it('omits read notifications from the list of unread ones', () => {
    const archived = createNotification(9, {
      is_archived: true,
      is_read: true,
    });
    const { queries, pages } = cacheLists({
      latest: [createList([])],
      unread: [createList([createNotification(8)])],
    });
    patchCaches(queries, [archived], { is_archived: false });
    expect(pages('unread')).toEqual([['at 8']]);
    patchCaches(queries, [{ ...archived, is_archived: false }], {
      is_read: false,
    });
    expect(pages('unread')).toEqual([['at 9', 'at 8']]);
  });

  it('moves an archived notification out of the inbox and back to its position', () => {
    const items = [12, 10, 8].map(hour => createNotification(hour));
    const { queries, latest, pages } = cacheLists({
      latest: [createList(items)],
      inbox: [createList(items)],
      archived: [
        createList([createNotification(11, { is_archived: true })], 'more'),
      ],
      assigned: [createList([])],
    });
    patchCaches(queries, [items[1]], { is_archived: true });
    expect(pages('inbox')).toEqual([['at 12', 'at 8']]);
    // Its position in the archive is on a page that is not loaded.
    expect(pages('archived')).toEqual([['at 11']]);
    patchCaches(queries, [{ ...items[1], is_archived: true }], {
      is_archived: false,
    });
    expect(pages('inbox')).toEqual([['at 12', 'at 10', 'at 8']]);
    expect(getTitles(latest())).toEqual(['at 12', 'at 10', 'at 8']);
    expect(latest().unread_count).toBe(5);
    // The list contains only another type.
    expect(pages('assigned')).toEqual([[]]);
  });
});

describe('listSnoozeChoices', () => {
  const formatChoices = (now: Date) =>
    listSnoozeChoices(now).map(({ name, until }) => [
      name,
      until.toString().slice(0, 21),
    ]);

  it('offers later today, tomorrow morning and next Monday', () => {
    // A Wednesday.
    expect(formatChoices(new Date(2026, 10, 18, 14, 30))).toEqual([
      ['later', 'Wed Nov 18 2026 17:30'],
      ['tomorrow', 'Thu Nov 19 2026 09:00'],
      ['nextWeek', 'Mon Nov 23 2026 09:00'],
    ]);
  });

  it('omits duplicate times and times at night', () => {
    // A Sunday, late.
    expect(formatChoices(new Date(2026, 10, 22, 22, 0))).toEqual([
      ['tomorrow', 'Mon Nov 23 2026 09:00'],
    ]);
    // On a Monday, next week is a week away.
    expect(formatChoices(new Date(2026, 10, 23, 8, 0)).at(-1)).toEqual([
      'nextWeek',
      'Mon Nov 30 2026 09:00',
    ]);
  });
});
