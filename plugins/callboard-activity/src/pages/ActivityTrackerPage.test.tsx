import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeActivity } from '../__testUtils__/FakeActivity';
import { renderActivity } from '../__testUtils__/renderActivity';

jest.setTimeout(60_000);

const path = '/callboard/activity-tracker';
const minutesAgo = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();

function serverWith(rows: number): FakeActivity {
  const server = new FakeActivity();
  for (let row = rows; row > 0; row--) {
    server.add({ created_at: minutesAgo(row), entity_label: `thing ${row}` });
  }
  return server;
}

const rowsShown = () =>
  screen.getAllByRole('row').filter(row => row.hasAttribute('aria-selected'))
    .length;

describe('ActivityTrackerPage', () => {
  it('says who gives access to whom may not read it', async () => {
    const server = new FakeActivity();
    server.me.is_super_admin = false;
    renderActivity(path, server);
    expect(
      await screen.findByText('You do not have access to this'),
    ).toBeVisible();
    expect(await screen.findByText('Sue Super')).toBeVisible();
    // Nothing that would be refused.
    expect(server.sent('GET', '/admin/')).toEqual([]);
    expect(screen.queryByRole('search')).toBeNull();
    expect(screen.queryByRole('tab')).toBeNull();
  });

  it('offers the words of changes, and those that were posted', async () => {
    const server = serverWith(1);
    server.add({
      created_at: minutesAgo(0),
      action: 'deploy_finished',
      entity_type: 'pipeline',
    });
    renderActivity(path, server);
    const optionsOf = async (name: string) => {
      await userEvent.click(await screen.findByRole('combobox', { name }));
      return (await screen.findAllByRole('option')).map(
        option => option.textContent,
      );
    };
    const actions = await optionsOf('Action');
    expect(actions).toEqual(
      expect.arrayContaining([
        'deploy finished1',
        'imported from the catalog',
        'visited',
      ]),
    );
    expect(new Set(actions).size).toBe(actions.length);
    await userEvent.keyboard('{Escape}');
    const types = await optionsOf('Entity type');
    expect(types).toEqual(
      expect.arrayContaining(['pipeline1', 'staff member', 'work item']),
    );
    await userEvent.click(screen.getByRole('option', { name: 'staff member' }));
    await userEvent.click(screen.getByRole('button', { name: 'Apply' }));
    await waitFor(() => {
      const [list] = server.queriesOf('/admin/activity').slice(-1);
      expect(list.get('entity_type')).toBe('staff');
    });
  });

  it('shows what happened, with totals that add up to the list', async () => {
    const server = serverWith(3);
    server.add({
      created_at: minutesAgo(0),
      action: 'page_view',
      user_id: 'user:default/mona.manager',
      user_name: 'Mona Manager',
      entity_type: null,
      entity_id: null,
      entity_label: null,
    });
    renderActivity(path, server);
    const actions = await screen.findByRole('list', { name: 'By action' });
    const sumOf = (list: HTMLElement) =>
      within(list)
        .getAllByRole('listitem')
        .map(item => Number(/\d+$/.exec(item.textContent!)![0]))
        .reduce((a, b) => a + b, 0);
    expect(sumOf(actions)).toBe(4);
    expect(sumOf(screen.getByRole('list', { name: 'By entity type' }))).toBe(4);
    expect(
      sumOf(screen.getByRole('list', { name: 'Most active people' })),
    ).toBe(4);
    expect(screen.getAllByText('4 actions').length).toBeGreaterThan(0);
    expect(rowsShown()).toBe(4);
    expect(screen.getByText('Today')).toBeInTheDocument();
  });

  it('takes its filters from the address', async () => {
    const server = serverWith(2);
    server.add({ created_at: minutesAgo(1), action: 'delete' });
    renderActivity(`${path}?action=delete&range=last_30_days&q=pay`, server);
    await screen.findByRole('treegrid');
    expect(rowsShown()).toBe(1);
    const [query] = server.queriesOf('/admin/activity');
    expect(query.get('action')).toBe('delete');
    expect(query.get('q')).toBe('pay');
    const days =
      (Date.parse(query.get('end')!) - Date.parse(query.get('start')!)) /
      86_400_000;
    expect(days).toBe(29);
    expect(screen.getByText('Action: deleted')).toBeInTheDocument();
    expect(screen.getByText('Search: pay')).toBeInTheDocument();
  });

  it('filters by a bar, and clears with one click', async () => {
    const server = serverWith(2);
    server.add({ created_at: minutesAgo(1), action: 'delete' });
    renderActivity(path, server);
    const list = await screen.findByRole('list', { name: 'By action' });
    await userEvent.click(
      within(list).getByRole('button', { name: 'deleted: 1' }),
    );
    await waitFor(() => expect(rowsShown()).toBe(1));
    expect(screen.getByText('Action: deleted')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    await waitFor(() => expect(rowsShown()).toBe(3));
    expect(screen.queryByText('Action: deleted')).toBeNull();
  });

  it('acts on what is chosen, and on text when that is said', async () => {
    const server = serverWith(12);
    renderActivity(path, server);
    await screen.findByRole('treegrid');
    await userEvent.keyboard('/');
    const search = screen.getByRole('searchbox');
    expect(search).toHaveFocus();
    await userEvent.type(search, 'thing 12');
    expect(rowsShown()).toBe(12);
    await userEvent.click(screen.getByRole('button', { name: 'Apply' }));
    await waitFor(() => expect(rowsShown()).toBe(1));
    await userEvent.clear(search);
    await userEvent.type(search, 'thing 1');
    await userEvent.click(screen.getByRole('combobox', { name: 'Action' }));
    await userEvent.click(
      await screen.findByRole('option', { name: /^updated\s*\d/ }),
    );
    // "thing 1" and "thing 10" to "thing 12".
    await waitFor(() => expect(rowsShown()).toBe(4));
    expect(search).toHaveValue('thing 1');
  });

  it('loads more below what is there', async () => {
    const server = serverWith(60);
    renderActivity(path, server);
    await screen.findByText('50 of 60 shown');
    const button = screen.getByRole('button', { name: 'Load more' });
    await userEvent.click(button);
    await screen.findByText('60 of 60 shown');
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
    const lists = server.queriesOf('/admin/activity');
    expect(lists[lists.length - 1].get('cursor')).toBe(server.rows[49].id);
    expect(lists[lists.length - 1].get('total')).toBe('false');
  });

  it('hides what was only looked at, in one click', async () => {
    const server = serverWith(2);
    server.add({ created_at: minutesAgo(1), action: 'page_view' });
    renderActivity(path, server);
    await screen.findByRole('treegrid');
    expect(rowsShown()).toBe(3);
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Hide page views' }),
    );
    await waitFor(() => expect(rowsShown()).toBe(2));
    expect(screen.getByText('Page views: hidden')).toBeVisible();
  });

  it('says when there is more, and shows it when asked', async () => {
    const server = serverWith(2);
    const { signal } = renderActivity(path, server);
    await screen.findByRole('treegrid');
    server.add(
      { created_at: minutesAgo(0) },
      { created_at: minutesAgo(0) },
      { created_at: minutesAgo(0) },
    );
    signal({ type: 'activity', workspace_id: server.rows[0].workspace_id });
    const pill = await screen.findByRole(
      'button',
      { name: '3 new — show' },
      { timeout: 10_000 },
    );
    expect(rowsShown()).toBe(2);
    await userEvent.click(pill);
    await waitFor(() => expect(rowsShown()).toBe(5));
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: /new — show/ })).toBeNull(),
    );
    const list = screen.getByRole('list', { name: 'By action' });
    await within(list).findByRole('button', { name: 'updated: 5' });
  });

  it('offers to try again after a failure', async () => {
    const server = serverWith(1);
    server.refuse = { scope: '/admin/activity', status: 400 };
    renderActivity(path, server);
    const [retry] = await screen.findAllByRole('button', { name: 'Try again' });
    server.refuse = undefined;
    for (const button of [
      retry,
      ...screen.getAllByRole('button', { name: 'Try again' }),
    ]) {
      await userEvent.click(button);
    }
    expect(await screen.findByRole('treegrid')).toBeInTheDocument();
  });

  it('says what the page is for while there is nothing', async () => {
    renderActivity(path, new FakeActivity());
    expect(await screen.findByText('Nothing here yet')).toBeInTheDocument();
  });

  it('tells an admin who somebody is, once they say why', async () => {
    const server = serverWith(1);
    const user_id = 'user:pseudonym/2thkhw5xxq';
    const user_name = 'Person 2thkhw5xxq';
    server.add({ created_at: minutesAgo(0), user_id, user_name });
    server.answer({
      unmaskPerson: () => ({
        user_id: 'user:default/max.member',
        user_name: 'Max Member',
        user_email: null,
      }),
    });
    const { id } = server.rows.find(row => row.user_id === user_id)!;
    renderActivity(`${path}?row=${id}`, server);
    const drawer = await screen.findByRole('dialog');
    const [shown] = await within(drawer).findAllByText(user_name);
    // It is nobody's page.
    expect(shown.closest('a')).toBeNull();
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Find out who this is…' }),
    );
    const submit = screen.getByRole('button', { name: 'Show the name' });
    expect(submit).toBeDisabled();
    await userEvent.type(screen.getByLabelText(/Reason/), 'An incident');
    await userEvent.click(submit);
    expect(
      await screen.findByText('Person 2thkhw5xxq is Max Member.'),
    ).toBeVisible();
    const [sent] = server.sent('POST', '/activity/unmask');
    expect(sent.body).toEqual({ pseudonym: user_id, reason: 'An incident' });
  });
});
