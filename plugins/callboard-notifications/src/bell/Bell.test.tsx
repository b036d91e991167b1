import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeNotifications } from '../__testUtils__/FakeNotifications';
import { renderNotifications } from '../__testUtils__/renderNotifications';

const THREAD = {
  project_id: '01900000-0000-7000-8000-00000000000a',
  work_item_id: '01900000-0000-7000-8000-00000000000b',
};

const bell = (unread: number) =>
  screen.findByRole('button', {
    name: unread > 0 ? `Notifications, ${unread} unread` : 'Notifications',
  });

async function openBell(unread: number) {
  await userEvent.click(await bell(unread));
  return screen.findByRole('dialog', { name: 'Notifications' });
}

describe('the bell', () => {
  it('says how many are unread, and leads to what one is about', async () => {
    const server = new FakeNotifications();
    server.tell(...Array.from({ length: 120 }, () => ({})), {
      title: 'Assigned to PAY-42',
      target_url: '/other/pay?item=42',
    });
    renderNotifications('/other', server);
    expect(await bell(121)).toHaveTextContent('99+');
    const panel = await openBell(121);
    await userEvent.click(
      await within(panel).findByRole('link', { name: 'Assigned to PAY-42' }),
    );
    expect(await screen.findByText('At /other/pay?item=42')).toBeVisible();
    await waitFor(() =>
      expect(server.titled('Assigned to PAY-42').is_read).toBe(true),
    );
    expect(await bell(120)).toBeVisible();
    await waitFor(() => expect(panel).not.toBeInTheDocument());
  });

  it('opens no address that is not safe, and reads what leads nowhere in place', async () => {
    const server = new FakeNotifications();
    server.tell(
      // eslint-disable-next-line no-script-url
      { title: 'Evil', target_url: 'javascript:alert(1)' },
      { title: 'Elsewhere', target_url: '//evil.example' },
      { title: 'Docs', target_url: 'https://docs.example/a' },
    );
    renderNotifications('/other', server);
    const panel = await openBell(3);
    const docs = await within(panel).findByRole('link', { name: /^Docs/ });
    expect(docs).toHaveAttribute('target', '_blank');
    expect(docs).toHaveAttribute('rel', expect.stringContaining('noopener'));
    expect(
      within(panel).queryByRole('link', { name: /Evil|Elsewhere/ }),
    ).toBeNull();
    await userEvent.click(within(panel).getByRole('button', { name: 'Evil' }));
    expect(within(panel).getByText('You follow this work item.')).toBeVisible();
    await waitFor(() => expect(server.titled('Evil').is_read).toBe(true));
  });

  it('calls Callboard by its name, where it did something itself', async () => {
    const server = new FakeNotifications();
    server.tell({
      title: 'The webhook Chat is deactivated',
      actor_ref: 'system:callboard/callboard',
    });
    renderNotifications('/other', server);
    const panel = await openBell(1);
    expect(await within(panel).findByText('Callboard')).toBeVisible();
  });

  it('names who did it, unless the text begins with that', async () => {
    const server = new FakeNotifications();
    const actor_ref = 'system:callboard/callboard';
    server.tell(
      { title: 'Callboard commented on PAY-1', actor_ref },
      { title: 'Moved: PAY-2', body: 'Callboard moved it.', actor_ref },
      { title: 'Callboards are great', body: 'So is Callboard.', actor_ref },
    );
    renderNotifications('/other', server);
    const panel = await openBell(3);
    await within(panel).findByRole('button', { name: 'Callboards are great' });
    expect(within(panel).getAllByText('Callboard')).toHaveLength(1);
  });

  it('marks all as read, and takes that back', async () => {
    const server = new FakeNotifications();
    server.tell({ title: 'One' }, { title: 'Two' }, { is_read: true });
    renderNotifications('/other', server);
    const panel = await openBell(2);
    await userEvent.click(
      within(panel).getByRole('button', { name: 'Mark all as read' }),
    );
    expect(await screen.findByText('Marked 2 as read')).toBeInTheDocument();
    await waitFor(() =>
      expect(server.items.every(({ is_read }) => is_read)).toBe(true),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(server.items.filter(({ is_read }) => is_read)).toHaveLength(1),
    );
  });

  it('is used by keys alone', async () => {
    const server = new FakeNotifications();
    server.tell({ title: 'Third' }, { title: 'Second' }, { title: 'First' });
    renderNotifications('/other', server);
    const panel = await openBell(3);
    (await within(panel).findByRole('button', { name: 'First' })).focus();
    await userEvent.keyboard('jek');
    await waitFor(() => expect(server.titled('Second').is_archived).toBe(true));
    // The next one took the focus, and K led back.
    expect(within(panel).getByRole('button', { name: 'First' })).toHaveFocus();
    await userEvent.keyboard('u');
    await waitFor(() => expect(server.titled('First').is_read).toBe(true));
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(panel).not.toBeInTheDocument());
    expect(await bell(1)).toHaveFocus();
  });

  it('snoozes until tomorrow morning, and brings back', async () => {
    const server = new FakeNotifications();
    server.tell({ title: 'Not now' });
    renderNotifications('/other', server);
    const panel = await openBell(1);
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

  it('says why, and lets the type be turned off unless everybody gets it', async () => {
    const server = new FakeNotifications();
    server.tell(
      { title: 'All hands', type: 'announcement.sent' },
      { title: 'Assigned', type: 'work_item.assigned' },
    );
    renderNotifications('/other', server);
    const panel = await openBell(2);
    const [assigned, announcement] = await within(panel).findAllByRole(
      'button',
      { name: 'Why did I get this?' },
    );
    await userEvent.click(announcement);
    expect(
      await within(panel).findByText(/cannot be turned off/),
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

  it('mutes what one is about, and takes that back', async () => {
    const server = new FakeNotifications();
    server.tell(
      { title: 'All hands', type: 'announcement.sent', thread: THREAD },
      { title: 'Moved', thread: THREAD },
    );
    renderNotifications('/other', server);
    const panel = await openBell(2);
    const [moved, announcement] = await within(panel).findAllByRole('button', {
      name: 'Why did I get this?',
    });
    await userEvent.click(announcement);
    await within(panel).findByText(/cannot be turned off/);
    const mute = { name: 'Mute this work item' };
    expect(within(panel).queryByRole('button', mute)).toBeNull();
    await userEvent.click(moved);
    await userEvent.click(await within(panel).findByRole('button', mute));
    await within(panel).findByRole('button', { name: 'Unmute this work item' });
    await waitFor(() =>
      expect([...server.chosen]).toEqual([[THREAD.work_item_id, 'none']]),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await within(panel).findByRole('button', mute);
    await waitFor(() => expect([...server.chosen]).toEqual([]));
  });

  it('is entered by J, and keeps the focus where one leaves it', async () => {
    const server = new FakeNotifications();
    server.tell({ title: 'Third' }, { title: 'Second' }, { title: 'First' });
    renderNotifications('/other', server);
    const panel = await openBell(3);
    await within(panel).findByRole('button', { name: 'First' });
    // With a modifier, it belongs to the portal or the browser.
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

  it('gives a snooze of what was read back as it was', async () => {
    const server = new FakeNotifications();
    server.tell({ title: 'Known', is_read: true });
    renderNotifications('/other', server);
    const panel = await openBell(0);
    await userEvent.click(
      await within(panel).findByRole('button', { name: 'Snooze' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: /^Tomorrow morning/ }),
    );
    await waitFor(() => expect(server.titled('Known').is_read).toBe(false));
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(server.titled('Known')).toMatchObject({
        is_read: true,
        snoozed_until: null,
      }),
    );
  });

  it('says the same words again when they are told again', async () => {
    const server = new FakeNotifications();
    const { signal, untilHeard } = renderNotifications('/other', server);
    await untilHeard();
    server.tell({ title: 'Ping' });
    await signal();
    const first = await screen.findByText('New notification: Ping');
    server.tell({ title: 'Ping' });
    await signal();
    await bell(2);
    // Screen readers say what is added.
    expect(first).not.toBeInTheDocument();
    expect(screen.getByText('New notification: Ping')).toBeInTheDocument();
  });

  it('shows what comes at once, and says it once', async () => {
    const server = new FakeNotifications();
    server.tell({ title: 'Old' });
    const { signal, untilHeard } = renderNotifications('/other', server);
    await untilHeard();
    server.tell({ title: 'Fresh' });
    await signal();
    expect(await bell(2)).toBeVisible();
    const said = await screen.findByText('New notification: Fresh');
    expect(said.parentElement).toHaveAttribute('role', 'status');
    await signal();
    expect(screen.getAllByText(/New notification/)).toHaveLength(1);
  });

  it('leads to all of them by G N, from any page', async () => {
    renderNotifications('/other', new FakeNotifications());
    await bell(0);
    await userEvent.keyboard('gn');
    expect(
      await screen.findByRole('search', { name: 'Filters' }),
    ).toBeVisible();
  });

  it('says when they could not be loaded, and tries again', async () => {
    const server = new FakeNotifications();
    server.tell({ title: 'There after all' });
    let isAway = true;
    const refusal = new Refusal(403, 'Not today');
    jest
      .spyOn(server, 'refusalOf' as never)
      .mockImplementation((() => (isAway ? refusal : undefined)) as never);
    renderNotifications('/other', server);
    const panel = await openBell(0);
    expect(
      await within(panel).findByText('You do not have access to this'),
    ).toBeVisible();
    isAway = false;
    await userEvent.keyboard('{Escape}');
    await openBell(0);
    expect(
      await screen.findByRole('button', { name: 'There after all' }),
    ).toBeVisible();
  });

  it('is not there, and asks for nothing, while nobody is signed in', async () => {
    const server = new FakeNotifications();
    renderNotifications('/other', server, {});
    expect(await screen.findByText('At /other')).toBeVisible();
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(server.requests).toEqual([]);
    expect(screen.queryByRole('button', { name: /^Notif/ })).toBeNull();
  });

  it('is not there, and asks no more, where the backend has no notifications', async () => {
    const server = new FakeNotifications();
    server.answer({
      listNotifications: () => {
        throw new Refusal(404, 'No such path');
      },
    });
    const { signal } = renderNotifications('/other', server);
    await waitFor(() => expect(server.requests).toHaveLength(1));
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: /^Notif/ })).toBeNull(),
    );
    await signal();
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(server.requests).toHaveLength(1);
  });
});
