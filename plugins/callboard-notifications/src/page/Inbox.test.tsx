import { ALL_PATHS } from '@callboard/plugin-callboard-react/testUtils';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeNotifications } from '../__testUtils__/FakeNotifications';
import { renderNotifications } from '../__testUtils__/renderNotifications';

const PAGE = '/notifications/inbox';

const listed = async () => {
  const grid = await screen.findByRole('treegrid');
  return within(grid)
    .getAllByRole('checkbox')
    .map(box => box.getAttribute('aria-label'))
    .filter(label => label?.startsWith('Select '))
    .slice(1)
    .map(label => label!.slice('Select '.length));
};
const grid = () => screen.findByRole('treegrid');
/** Presses keys; the focus moves when the page is drawn. */
async function press(...keys: string[]) {
  for (const key of keys) {
    await userEvent.keyboard(key);
    await act(
      () =>
        new Promise<void>(resolve => requestAnimationFrame(() => resolve())),
    );
  }
}
const tick = async (title: string) =>
  userEvent.click(
    await screen.findByRole('checkbox', { name: `Select ${title}` }),
  );

describe('the page with all notifications', () => {
  it('shows what the address says, and filters into the address', async () => {
    const server = new FakeNotifications();
    server.tell(
      { title: 'Comment', type: 'work_item.commented' },
      { title: 'Assigned', type: 'work_item.assigned', severity: 'high' },
      { title: 'Old assigned', type: 'work_item.assigned', is_read: true },
      { title: 'Put away', is_archived: true },
    );
    renderNotifications(`${PAGE}?type=work_item.assigned&unread=true`, server);
    await grid();
    expect(await listed()).toEqual(['Assigned']);
    expect(screen.getByRole('combobox', { name: 'Type' })).toHaveValue(
      'Assigned to you',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    await waitFor(async () =>
      expect(await listed()).toEqual(['Old assigned', 'Assigned', 'Comment']),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Archived' }));
    await waitFor(async () => expect(await listed()).toEqual(['Put away']));
  });

  it('archives many at once, and takes that back', async () => {
    const server = new FakeNotifications();
    server.pageSize = 3;
    server.tell(
      ...['One', 'Two', 'Three', 'Four', 'Five'].map(title => ({ title })),
    );
    renderNotifications(PAGE, server);
    await grid();
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

  it('is used by keys alone', async () => {
    const server = new FakeNotifications();
    server.tell(
      { title: 'Third', target_url: '/other/third' },
      { title: 'Second' },
      { title: 'First' },
    );
    renderNotifications(PAGE, server);
    await grid();
    await press('j', 'j', 'u');
    await waitFor(() => expect(server.titled('Second').is_read).toBe(true));
    await press('k', 'e');
    await waitFor(() => expect(server.titled('First').is_archived).toBe(true));
    await press('?');
    const help = await screen.findByRole('dialog', {
      name: 'Keyboard shortcuts',
    });
    expect(help).toHaveTextContent('G NGo to your notifications');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(help).not.toBeInTheDocument());
    await press('j', '{Enter}');
    expect(await screen.findByText('At /other/third')).toBeVisible();
    await waitFor(() => expect(server.titled('Third').is_read).toBe(true));
  });

  it('shows what comes at once, and tells of it where one has gone further down', async () => {
    const server = new FakeNotifications();
    server.pageSize = 3;
    server.tell({}, {}, {}, {});
    const { signal, untilHeard } = renderNotifications(PAGE, server);
    await screen.findByText('3 shown');
    await untilHeard();
    server.tell({ title: 'Fresh' });
    await signal();
    await screen.findByRole('checkbox', { name: 'Select Fresh' });
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    await screen.findByText('5 shown');
    server.tell({ title: 'Fresher' });
    await signal();
    const show = await screen.findByRole('button', {
      name: '1 new notification. Show it',
    });
    expect(
      screen.queryByRole('checkbox', { name: 'Select Fresher' }),
    ).toBeNull();
    await userEvent.click(show);
    await screen.findByRole('checkbox', { name: 'Select Fresher' });
  });

  it('brings what is snoozed back', async () => {
    const server = new FakeNotifications();
    const snoozed_until = new Date(Date.now() + 3_600_000).toISOString();
    server.tell({ title: 'Asleep', snoozed_until });
    renderNotifications(`${PAGE}?view=snoozed`, server);
    await grid();
    await tick('Asleep');
    await userEvent.click(
      within(
        screen.getByRole('region', { name: 'Selected notifications' }),
      ).getByRole('button', { name: 'Bring back now' }),
    );
    expect(await screen.findByText('Nothing is snoozed')).toBeVisible();
    await waitFor(() => expect(server.items[0].snoozed_until).toBeNull());
  });

  it('says of unknown addresses beneath it that nothing is there', async () => {
    renderNotifications(ALL_PATHS, new FakeNotifications());
    const list = await screen.findByRole('list', { name: 'All paths' });
    const paths = within(list)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent!)
      .filter(path => path.startsWith('/notifications'));
    expect(paths).toContain(PAGE);
    cleanup();
    for (const path of paths) {
      renderNotifications(`${path}/no/such`, new FakeNotifications());
      const back = await screen.findByRole('link', { name: /^Back to/ });
      expect(back).toHaveAttribute('href', path);
      cleanup();
    }
  });
});
