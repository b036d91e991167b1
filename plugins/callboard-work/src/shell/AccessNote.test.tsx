import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeWork } from '../__testUtils__/FakeWork';
import { giveSizes } from '../__testUtils__/giveSizes';
import { renderWork } from '../__testUtils__/renderWork';
import { EntityWorkContent } from '../entity/EntityWorkContent';

beforeAll(giveSizes);

const me = 'user:default/max.member';

/** A project that the reader is not in, with an item of theirs and one of nobody. */
function serverOfOthers() {
  const server = new FakeWork();
  server.project!.role = null;
  server.members = [
    {
      user_ref: 'user:default/mona.manager',
      display_name: 'Mona Manager',
      role: 'admin',
    },
    { user_ref: 'user:default/jo', display_name: 'Jo', role: 'member' },
  ];
  return {
    server,
    mine: server.add({ title: 'Mine', assignees: [me] }),
    other: server.add({ title: 'Nobody’s' }),
  };
}

const openList = (server: FakeWork) =>
  renderWork(server, { element: <EntityWorkContent /> });

const findRow = (name: string) =>
  screen.findByRole('row', { name: new RegExp(name) });

async function openDrawer(title: string) {
  await userEvent.click(await screen.findByText(title));
  const drawer = await screen.findByRole('dialog', { name: 'Work item' });
  await within(drawer).findByText('Properties');
  return drawer;
}

async function giversIn(part: HTMLElement) {
  const list = await within(part).findByRole('list', {
    name: 'People who can give access',
  });
  return within(list)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);
}

describe('people who are assigned outside the project', () => {
  it('change their items in the list, by click and by key, and no others', async () => {
    const { server, mine, other } = serverOfOthers();
    openList(server);
    const row = await findRow('Mine');
    expect(within(row).getAllByRole('button')).not.toHaveLength(0);
    const another = await findRow('Nobody’s');
    expect(within(another).queryByRole('button')).toBeNull();
    another.focus();
    await userEvent.keyboard('p');
    expect(screen.queryByRole('listbox')).toBeNull();
    row.focus();
    await userEvent.keyboard('p');
    await userEvent.click(
      await screen.findByRole('option', { name: 'Urgent' }),
    );
    await waitFor(() => expect(mine.priority).toBe('urgent'));
    expect(other.priority).toBe('none');
    expect(screen.queryByRole('checkbox', { name: /Mine/ })).toBeNull();
  });

  it('change them in full, but for where they stand in the project', async () => {
    const { server, mine } = serverOfOthers();
    openList(server);
    const drawer = await openDrawer('Mine');
    within(drawer).getByText(/assigned to you/);
    expect(
      within(drawer).queryByRole('button', { name: 'Choose an item' }),
    ).toBeNull();
    expect(within(drawer).queryByRole('button', { name: 'More' })).toBeNull();
    const title = within(drawer).getByRole('textbox', { name: 'Title' });
    await userEvent.type(title, ' at last{Enter}');
    await waitFor(() => expect(mine.title).toBe('Mine at last'));
  });

  it('move their cards to another state, without a place in it', async () => {
    const { server, mine } = serverOfOthers();
    renderWork(server, {
      element: <EntityWorkContent />,
      path: '/entity?view=board',
    });
    const card = await screen.findByRole('button', { name: 'PAY-1 Mine' });
    card.focus();
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
    await waitFor(() => expect(mine.state_group).toBe('unstarted'));
    expect(server.sent('PATCH', mine.id)[0].body).toEqual({
      state_id: mine.state_id,
    });
  });
});

describe('people who only read', () => {
  it('join where that is open to them, from the item, too', async () => {
    const { server } = serverOfOthers();
    openList(server);
    const drawer = await openDrawer('Nobody’s');
    within(drawer).getByText(
      'You can view this project. Join it to make changes.',
    );
    await userEvent.click(within(drawer).getByRole('button', { name: 'Join' }));
    expect(
      await within(drawer).findByRole('textbox', { name: 'Title' }),
    ).toHaveValue('Nobody’s');
    expect(within(drawer).queryByRole('button', { name: 'Join' })).toBeNull();
  });

  it('learn from an item who can let them change it, as guests', async () => {
    const { server } = serverOfOthers();
    server.me.workspaces[0].role = 'guest';
    openList(server);
    const drawer = await openDrawer('Mine');
    within(drawer).getByText(/Guests can view items/);
    expect(await giversIn(drawer)).toEqual([
      expect.stringContaining('Mona Manager'),
      expect.stringContaining('Ada Admin'),
    ]);
    expect(within(drawer).queryByRole('button', { name: 'Join' })).toBeNull();
    expect(within(drawer).queryByRole('textbox')).toBeNull();
  });

  it('learn who can bring an archived project back', async () => {
    const { server } = serverOfOthers();
    server.project!.archived_at = '2026-11-20T08:00:00.000Z';
    openList(server);
    await screen.findByText(/This project is archived/);
    const row = await findRow('Mine');
    expect(within(row).queryByRole('button')).toBeNull();
    expect(await giversIn(document.body)).toHaveLength(2);
  });
});
