import { permissions } from '@callboard/plugin-callboard-common';
import { Sidebar } from '@backstage/core-components';
import {
  createApiRef,
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { adminBlockDataRef } from '@callboard/plugin-callboard-react';
import {
  everyPageHeader,
  findDeadEnds,
  createExampleResponse,
  renderLegacyPage,
} from '@callboard/plugin-callboard-react/testUtils';
import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import {
  NotificationServer,
  createTypePreferences,
} from '../__testUtils__/NotificationServer';
import { openPortal } from '../__testUtils__/openPortal';
import {
  CallboardBellItem,
  callboardNotificationsRoutes,
  HomeNotifications,
} from '../legacy';
import plugin from '../plugin';

describe('notifications page', () => {
  const PAGE = '/notifications/inbox';

  const listTitles = async () => {
    const grid = await screen.findByRole('treegrid');
    return within(grid)
      .getAllByRole('checkbox')
      .map(box => box.getAttribute('aria-label'))
      .filter(label => label?.startsWith('Select '))
      .slice(1)
      .map(label => label!.slice('Select '.length));
  };

  const findGrid = () => screen.findByRole('treegrid');

  /** Presses keys; the focus moves on the next render. */
  async function press(...keys: string[]) {
    for (const key of keys) {
      await userEvent.keyboard(key);
      await act(
        () =>
          new Promise<void>(resolve => requestAnimationFrame(() => resolve())),
      );
    }
  }

  const selectRow = async (title: string) =>
    userEvent.click(
      await screen.findByRole('checkbox', { name: `Select ${title}` }),
    );

  it('applies the filters of the URL and changes the filters with the controls', async () => {
    const server = new NotificationServer().notify(
      { title: 'Comment', type: 'work_item.commented' },
      { title: 'Assigned', type: 'work_item.assigned', severity: 'high' },
      { title: 'Old assigned', type: 'work_item.assigned', is_read: true },
      { title: 'Put away', is_archived: true },
    );
    openPortal(`${PAGE}?type=work_item.assigned&unread=true`, server);
    await findGrid();
    expect(await listTitles()).toEqual(['Assigned']);
    expect(screen.getByRole('combobox', { name: 'Type' })).toHaveValue(
      'Assigned to you',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    await waitFor(async () =>
      expect(await listTitles()).toEqual([
        'Old assigned',
        'Assigned',
        'Comment',
      ]),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Archived' }));
    await waitFor(async () => expect(await listTitles()).toEqual(['Put away']));
  });

  it.each([
    ['shows admins a link to the announcements', true],
    ['hides the link to the announcements from other users', false],
  ])('%s', async (_, may_administrate) => {
    const server = new NotificationServer().notify({ title: 'Comment' });
    server.answer({
      getMyAccess: () =>
        createExampleResponse('getMyAccess', { may_administrate }),
    });
    const routeRef = createRouteRef();
    const admin = createFrontendPlugin({
      pluginId: 'callboard',
      routes: { announcements: routeRef },
      extensions: [
        PageBlueprint.make({
          params: { path: '/announcing', routeRef, loader: async () => <p /> },
        }),
      ],
    });
    openPortal(PAGE, server, { features: [admin] });
    await findGrid();
    await waitFor(() =>
      expect(server.sent('GET', '/me/access')).not.toEqual([]),
    );
    await act(async () => {});
    const links = screen
      .queryAllByRole('link', { name: 'Announcements' })
      .map(link => link.getAttribute('href'));
    expect(links).toEqual(may_administrate ? ['/announcing'] : []);
  });

  it('shows the name of each actor as soon as it is loaded, and no user id before', async () => {
    const server = new NotificationServer().notify(
      { title: 'Comment', actor_ref: 'user:default/mona.manager' },
      { title: 'Assigned', actor_ref: 'user:default/max.member' },
    );
    const presentationApiRef = createApiRef({
      id: 'plugin.catalog.entity-presentation',
    });
    const presentation = {
      forEntity: (ref: string) => ({
        promise: ref.endsWith('mona.manager')
          ? Promise.resolve({ primaryTitle: 'Mona M.' })
          : new Promise(() => {}),
      }),
    };
    openPortal(PAGE, server, { apis: [[presentationApiRef, presentation]] });
    const grid = await findGrid();
    expect(await within(grid).findByText('Mona M.')).toBeVisible();
    expect(grid).not.toHaveTextContent('max.member');
  });

  it("hides the actions on notifications when the portal's policy denies them", async () => {
    const server = new NotificationServer().notify({ title: 'Comment' });
    openPortal(PAGE, server, {
      denied: [permissions.notification.update],
    });
    const grid = within(await findGrid());
    expect(
      await grid.findByRole('button', { name: /^Why/ }),
    ).toBeInTheDocument();
    for (const name of ['Archive', 'Mark as read', 'Snooze']) {
      expect(grid.queryByRole('button', { name })).toBeNull();
    }
    expect(grid.queryByRole('checkbox')).toBeNull();
    expect(
      screen.queryByRole('button', { name: 'Mark all as read' }),
    ).toBeNull();
  });

  it('archives all selected notifications in one request and reverts this on undo @full', async () => {
    const server = new NotificationServer();
    server.pageSize = 3;
    server.notify(
      ...['One', 'Two', 'Three', 'Four', 'Five'].map(title => ({ title })),
    );
    openPortal(PAGE, server);
    await findGrid();
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    await screen.findByText('5 shown');
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Select all rows shown' }),
    );
    const bar = screen.getByRole('region', { name: 'Selected notifications' });
    await userEvent.click(within(bar).getByRole('button', { name: 'Archive' }));
    expect(await screen.findByText('5 archived')).toBeInTheDocument();
    await waitFor(() =>
      expect(server.items.every(({ is_archived }) => is_archived)).toBe(true),
    );
    expect(screen.getByText('You are all caught up')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await screen.findByText('5 shown');
    await waitFor(() =>
      expect(server.items.some(({ is_archived }) => is_archived)).toBe(false),
    );
    expect(
      server.sent('PATCH', '/notifications').map(({ body }) => {
        const { ids } = body as { ids: string[] };
        return ids.length;
      }),
    ).toEqual([5, 5]);
  });

  it('supports keyboard shortcuts for moving, marking, archiving, opening and help', async () => {
    const server = new NotificationServer().notify(
      { title: 'Third', target_url: '/other/third' },
      { title: 'Second' },
      { title: 'First' },
    );
    openPortal(PAGE, server);
    await findGrid();
    await press('j', 'j', 'u');
    await waitFor(() =>
      expect(server.findByTitle('Second').is_read).toBe(true),
    );
    await press('k', 'e');
    await waitFor(() =>
      expect(server.findByTitle('First').is_archived).toBe(true),
    );
    await press('?');
    const help = await screen.findByRole('dialog', {
      name: 'Keyboard shortcuts',
    });
    expect(help).toHaveTextContent('G NGo to notifications');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(help).not.toBeInTheDocument());
    await press('j', '{Enter}');
    expect(await screen.findByText('At /other/third')).toBeVisible();
    await waitFor(() => expect(server.findByTitle('Third').is_read).toBe(true));
  });

  it('loads a list although a notification is archived meanwhile', async () => {
    const server = new NotificationServer().notify(
      { title: 'Archived before', is_archived: true },
      { title: 'Comment' },
    );
    openPortal(PAGE, server);
    await findGrid();
    await press('j');
    const release = server.blockRequests(() => true);
    fireEvent.click(screen.getByRole('button', { name: 'Archived' }));
    await press('e');
    release();
    await waitFor(async () =>
      expect(await listTitles()).toEqual(['Comment', 'Archived before']),
    );
  });

  it('loads more notifications although a new one arrives meanwhile', async () => {
    const server = new NotificationServer();
    server.pageSize = 3;
    server.notify({ title: 'Oldest' }, {}, {}, {});
    const { signal, waitUntilLive } = openPortal(PAGE, server);
    await screen.findByText('3 shown');
    await waitUntilLive();
    const release = server.blockRequests(() => true);
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    server.notify({ title: 'Fresh' });
    await signal();
    await act(() => new Promise(resolve => setTimeout(resolve, 150)));
    release();
    expect(await screen.findByText('5 shown')).toBeVisible();
    expect(await listTitles()).toEqual(
      expect.arrayContaining(['Fresh', 'Oldest']),
    );
  });

  it('shows new notifications immediately, or a button after more pages were loaded', async () => {
    const server = new NotificationServer();
    server.pageSize = 3;
    server.notify({}, {}, {}, {});
    const { signal, waitUntilLive } = openPortal(PAGE, server);
    await screen.findByText('3 shown');
    await waitUntilLive();
    server.notify({ title: 'Fresh' });
    await signal();
    await screen.findByRole('checkbox', { name: 'Select Fresh' });
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    await screen.findByText('5 shown');
    server.notify({ title: 'Fresher' });
    await signal();
    const show = await screen.findByRole('button', {
      name: 'Show 1 new notification',
    });
    expect(
      screen.queryByRole('checkbox', { name: 'Select Fresher' }),
    ).toBeNull();
    await userEvent.click(show);
    await screen.findByRole('checkbox', { name: 'Select Fresher' });
  });

  it('counts no new notifications of a list after another list is opened', async () => {
    const server = new NotificationServer();
    server.pageSize = 3;
    server.notify({ title: 'Done', is_archived: true }, {}, {}, {}, {});
    const { signal, waitUntilLive } = openPortal(PAGE, server);
    await screen.findByText('3 shown');
    await waitUntilLive();
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    await screen.findByText('4 shown');
    server.notify({ title: 'Fresh' });
    let isSlow = true;
    const release = server.blockRequests(() => isSlow);
    await signal();
    await act(() => new Promise(resolve => setTimeout(resolve, 150)));
    isSlow = false;
    await userEvent.click(screen.getByRole('button', { name: 'Archived' }));
    await waitFor(async () => expect(await listTitles()).toEqual(['Done']));
    await act(async () => release());
    await act(() => new Promise(resolve => setTimeout(resolve, 50)));
    expect(screen.queryByRole('button', { name: /^Show 1 new/ })).toBeNull();
  });

  it('keeps the unread count up to date after more pages were loaded', async () => {
    const server = new NotificationServer();
    server.pageSize = 3;
    server.notify(
      { type: 'work_item.assigned' },
      { type: 'work_item.assigned' },
      ...[...Array(4)].map(() => ({ type: 'work_item.commented' })),
    );
    const { signal, waitUntilLive } = openPortal(
      `${PAGE}?type=work_item.commented`,
      server,
    );
    await screen.findByText('3 shown');
    await waitUntilLive();
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    await screen.findByText('4 shown');
    expect(screen.getByText('6 unread')).toBeVisible();
    server.pageSize = 100;
    await userEvent.click(
      screen.getByRole('button', { name: 'Mark all of this type as read' }),
    );
    expect(await screen.findByText('2 unread')).toBeVisible();
    server.items.forEach(item => Object.assign(item, { is_read: true }));
    await signal();
    expect(await screen.findByText('0 unread')).toBeVisible();
  });

  it('unsnoozes the selected notifications', async () => {
    const server = new NotificationServer();
    const snoozed_until = new Date(Date.now() + 3_600_000).toISOString();
    server.notify({ title: 'Asleep', snoozed_until });
    openPortal(`${PAGE}?view=snoozed`, server);
    await findGrid();
    await selectRow('Asleep');
    await userEvent.click(
      within(
        screen.getByRole('region', { name: 'Selected notifications' }),
      ).getByRole('button', { name: 'Unsnooze' }),
    );
    expect(await screen.findByText('No snoozed notifications')).toBeVisible();
    await waitFor(() => expect(server.items[0].snoozed_until).toBeNull());
  });

  it('shows a not-found page for unknown paths below the notifications page', async () => {
    expect(
      await findDeadEnds(
        [plugin, everyPageHeader],
        () => new NotificationServer(),
        [PAGE],
      ),
    ).toEqual([]);
  });
});

describe('notification preferences', () => {
  const PAGE = '/notifications/preferences';

  const findCheckbox = (name: string) =>
    screen.findByRole('checkbox', { name });

  it('opens from a block on the admin page', async () => {
    const block = createExtensionTester(
      plugin.getExtension(
        'callboard-admin-block:callboard-notifications/types',
      ),
    ).get(adminBlockDataRef);
    expect(block.title).toBe('Notification types');
    openPortal(block.to, new NotificationServer());
    expect(await findCheckbox('Comments: Email')).toBeInTheDocument();
  });

  it('saves each change immediately', async () => {
    const server = new NotificationServer();
    openPortal(PAGE, server);
    await userEvent.click(await findCheckbox('Comments: Email'));
    await userEvent.click(await findCheckbox('Comments: Digest'));
    await waitFor(() =>
      expect(server.preferences.types[1].channels).toEqual({
        bell: true,
        email: false,
        browser: true,
        digest: true,
      }),
    );
    await userEvent.click(screen.getByRole('combobox', { name: /Frequency/ }));
    await userEvent.click(screen.getByRole('option', { name: 'Weekly' }));
    await userEvent.click(
      screen.getByRole('combobox', { name: /^Day of week/ }),
    );
    await userEvent.click(screen.getByRole('option', { name: 'Friday' }));
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Use quiet hours' }),
    );
    await waitFor(() =>
      expect(server.preferences).toMatchObject({
        digest: { frequency: 'weekly', weekday: 5, at: '08:00' },
        quiet_hours: { from: '19:00', to: '07:00' },
      }),
    );
    expect(await screen.findByText('Saved')).toBeVisible();
  });

  it('keeps what another tab has changed since the preferences were loaded', async () => {
    const server = new NotificationServer();
    openPortal(PAGE, server);
    const digest = await findCheckbox('Comments: Digest');
    server.preferences = { ...server.preferences, timezone: 'Asia/Tokyo' };
    await userEvent.click(digest);
    await waitFor(() =>
      expect(server.preferences.types[1].channels.digest).toBe(true),
    );
    expect(server.preferences.timezone).toBe('Asia/Tokyo');
  });

  it('keeps a change while an earlier request of the preferences is running', async () => {
    const server = new NotificationServer();
    openPortal(PAGE, server);
    const email = await findCheckbox('Comments: Email');
    const outdated = structuredClone(server.preferences);
    let respond = () => {};
    server.answer({
      getNotificationPreferences: () =>
        new Promise(resolve => {
          respond = () => resolve(outdated);
        }),
    });
    const countReads = () => server.sent('GET', '/preferences').length;
    const readsBefore = countReads();
    // The window becomes visible after the preferences have become stale.
    const later = Date.now() + 60_000;
    const clock = jest.spyOn(Date, 'now').mockReturnValue(later);
    fireEvent(window, new Event('visibilitychange'));
    await waitFor(() => expect(countReads()).toBe(readsBefore + 1));
    clock.mockRestore();
    server.answer({ getNotificationPreferences: () => server.preferences });
    await userEvent.click(email);
    await waitFor(() => expect(email).not.toBeChecked());
    await act(async () => respond());
    await userEvent.click(await findCheckbox('Comments: Digest'));
    await waitFor(() =>
      expect(server.preferences.types[1].channels).toMatchObject({
        email: false,
        digest: true,
      }),
    );
    expect(email).not.toBeChecked();
  });

  it("disables the fields when the portal's policy denies changes", async () => {
    openPortal(PAGE, new NotificationServer(), {
      denied: [permissions.notificationPreferences.update],
    });
    expect(await findCheckbox('Comments: Email')).toBeDisabled();
    expect(await findCheckbox('Use quiet hours')).toBeDisabled();
  });

  it('toggles a channel for all types except mandatory ones @full', async () => {
    const server = new NotificationServer();
    openPortal(PAGE, server);
    const locked = await findCheckbox('Announcements: Bell');
    expect(locked).toBeChecked();
    expect(locked).toBeDisabled();
    await userEvent.click(await findCheckbox('All types: Bell'));
    await waitFor(() =>
      expect(server.preferences.types.map(each => each.channels.bell)).toEqual([
        false,
        false,
        true,
      ]),
    );
    // A type that is off cannot be emailed.
    expect(await findCheckbox('Comments: Email')).toBeDisabled();
  });

  it('allows only the email channel for email-only types', async () => {
    const server = new NotificationServer();
    server.preferences.types.push({
      ...createTypePreferences('dashboard.mailed', 'Boards'),
      is_mail_only: true,
      channels: { bell: false, email: true, browser: false, digest: false },
    });
    openPortal(PAGE, server);
    const mail = await findCheckbox('Boards: Email');
    expect(mail).toBeChecked();
    for (const channel of ['Bell', 'Desktop', 'Digest']) {
      expect(await findCheckbox(`Boards: ${channel}`)).toBeDisabled();
    }
    await userEvent.click(mail);
    await waitFor(() =>
      expect(server.preferences.types.at(-1)!.channels.email).toBe(false),
    );
  });

  it('reverts a change when the server rejects it @full', async () => {
    const server = new NotificationServer();
    openPortal(PAGE, server);
    const mail = await findCheckbox('Comments: Email');
    server.refuse('PUT', 400, 'Not like that');
    await userEvent.click(mail);
    expect(await screen.findByText('Not like that')).toBeInTheDocument();
    await waitFor(() => expect(mail).toBeChecked());
  });

  it('enables desktop notifications only after the browser permits them', async () => {
    const shown: string[] = [];
    class FakeNotification {
      static permission = 'denied';
      static async requestPermission() {}
      close() {}
      constructor(title: string) {
        shown.push(title);
      }
    }
    Object.assign(window, {
      Notification: FakeNotification,
      isSecureContext: true,
    });
    const server = new NotificationServer();
    for (const { channels } of server.preferences.types) {
      channels.browser = false;
    }
    const { signal } = openPortal(PAGE, server);
    const desktop = await findCheckbox('Desktop notifications');
    expect(desktop).not.toBeChecked();
    await userEvent.click(desktop);
    expect(desktop).not.toBeChecked();
    expect(await screen.findByText(/Your browser blocks/)).toBeVisible();
    FakeNotification.permission = 'granted';
    await userEvent.click(desktop);
    await waitFor(() => expect(desktop).toBeChecked());
    expect(await findCheckbox('Comments: Desktop')).toBeChecked();
    server.notify({ title: 'Fresh' });
    await signal();
    await waitFor(() => expect(shown).toEqual(['Fresh']));
  });
});

describe('notifications plugin on the legacy frontend system', () => {
  const sidebar = (
    <Sidebar>
      <CallboardBellItem />
    </Sidebar>
  );

  it('shows the bell in the sidebar and opens the notifications page with tabs', async () => {
    const server = new NotificationServer().notify({
      title: 'Assigned to PAY-42',
    });
    await renderLegacyPage('/', server, {
      sidebar,
      routes: callboardNotificationsRoutes(),
    });
    await userEvent.click(
      await screen.findByRole('link', { name: 'Notifications, 1 unread' }),
    );
    expect(
      await screen.findByRole('heading', { name: 'Notifications' }),
    ).toBeVisible();
    expect(await screen.findByText('1 shown')).toBeVisible();
    expect(screen.getAllByRole('main')).toHaveLength(1);
    await userEvent.click(screen.getByRole('tab', { name: 'Preferences' }));
    expect(
      await screen.findByRole('checkbox', { name: 'Comments: Email' }),
    ).toBeEnabled();
    expect(window.location.pathname).toBe('/notifications/preferences');
  });

  it('shows unread notifications in the home page widget', async () => {
    const server = new NotificationServer();
    // The widget shows an unread notification below many read ones.
    const read = Array.from({ length: 25 }, () => ({ is_read: true }));
    server.notify({ title: 'Fresh' }, ...read, {
      title: 'Read',
      is_read: true,
    });
    await renderLegacyPage('/', server, {
      routes: (
        <>
          <Route path="/" element={<HomeNotifications />} />
          {callboardNotificationsRoutes()}
        </>
      ),
    });
    expect(await screen.findByText('Fresh')).toBeVisible();
    expect(screen.queryByText('Read')).toBeNull();
    expect(screen.getByRole('link', { name: 'See all' })).toHaveAttribute(
      'href',
      '/notifications',
    );
  });
});
