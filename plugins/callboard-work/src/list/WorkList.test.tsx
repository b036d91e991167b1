import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeWork } from '../__testUtils__/FakeWork';
import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { renderWork } from '../__testUtils__/renderWork';
import { EntityWorkContent } from '../entity/EntityWorkContent';

function open(server: FakeWork, query = '') {
  return renderWork(server, {
    element: <EntityWorkContent />,
    path: `/entity${query}`,
  });
}

const rowOf = async (title: string) => {
  const cell = await screen.findByText(title);
  return cell.closest<HTMLElement>('[role=row]')!;
};
const rowTexts = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map(row => row.textContent);
/** What was sent to change items. */
const patches = (server: FakeWork) =>
  server.sent('PATCH', '/work-items/').map(({ body }) => body);

describe('the list of work items', () => {
  it('stands under the states, in their order, with their counts', async () => {
    const server = new FakeWork();
    server.add({ title: 'Later', state: 'Done' });
    server.add({ title: 'Now', state: 'In Progress', priority: 'urgent' });
    server.add({ title: 'Also now', state: 'In Progress' });
    open(server);
    await rowOf('Later');
    await waitFor(() => expect(rowTexts()[0]).toBe('In Progress2 items'));
    expect(rowTexts()[1]).toContain('PAY-2NowIn ProgressUrgent');
    expect(rowTexts()[3]).toBe('Done1 item');
    expect(screen.getByText('3 items')).toBeVisible();
  });

  it('sets the state of the row in focus by key, and takes it back', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding', state: 'Todo' });
    const [todo, done] = [
      server.stateCalled('Todo'),
      server.stateCalled('Done'),
    ];
    open(server);
    const row = await rowOf('Fix rounding');
    row.focus();
    await userEvent.keyboard('s');
    expect(screen.getByRole('dialog', { name: 'Set State' })).toBeVisible();
    await userEvent.keyboard('Done{Enter}');
    expect(await screen.findByText('PAY-1 changed: State')).toBeVisible();
    expect(patches(server)).toEqual([{ state_id: done.id }]);
    expect(item.state_id).toBe(done.id);
    await waitFor(() => expect(rowTexts()[0]).toMatch(/^Done/));
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(item.state_id).toBe(todo.id));
  });

  it('shows a change before the server has it, and the old value where it refuses', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding' });
    open(server);
    const row = await rowOf('Fix rounding');
    let letGo: (value?: unknown) => void = () => {};
    jest.spyOn(server, 'change').mockImplementation(() => {
      throw new Refusal(409, 'The project is closed');
    });
    server.patchesWait = new Promise(resolve => {
      letGo = resolve;
    });
    await userEvent.click(
      within(row).getByRole('button', { name: 'Priority of PAY-1: None' }),
    );
    await userEvent.click(screen.getByRole('option', { name: 'High' }));
    expect(
      await screen.findByRole('button', { name: 'Priority of PAY-1: High' }),
    ).toBeVisible();
    letGo();
    expect(
      await screen.findByText('PAY-1 was not changed'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: 'Priority of PAY-1: None' }),
    ).toBeVisible();
  });

  it('assigns several people at once, when the menu closes', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding' });
    open(server);
    (await rowOf('Fix rounding')).focus();
    await userEvent.keyboard('a');
    await userEvent.click(
      await screen.findByRole('option', { name: 'Mona Manager' }),
    );
    await userEvent.click(
      screen.getByRole('option', { name: 'Max Member (you)' }),
    );
    expect(patches(server)).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(patches(server)).toEqual([
        {
          assignees: ['user:default/mona.manager', 'user:default/max.member'],
        },
      ]),
    );
  });

  it('takes an estimate as a time that people write', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding' });
    open(server);
    (await rowOf('Fix rounding')).focus();
    await userEvent.keyboard('e');
    const time = screen.getByRole('textbox', { name: 'Time' });
    await userEvent.type(time, 'soon');
    expect(
      screen.getByText('Must be a time such as 2h, 2.5 or 90m'),
    ).toBeVisible();
    await userEvent.clear(time);
    await userEvent.type(time, '1h30{Enter}');
    await waitFor(() =>
      expect(patches(server)).toEqual([
        { estimate_points: null, estimate_time: 90 },
      ]),
    );
  });

  it('keeps an estimate of many hours when only the points change', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding', estimate_time: 60_000 });
    open(server);
    (await rowOf('Fix rounding')).focus();
    await userEvent.keyboard('e');
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Points' }),
      '3{Enter}',
    );
    await waitFor(() =>
      expect(patches(server)).toEqual([
        { estimate_points: 3, estimate_time: 60_000 },
      ]),
    );
  });

  it('keeps points that nobody can type when only the time changes', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding', estimate_points: 1 / 3 });
    open(server);
    (await rowOf('Fix rounding')).focus();
    await userEvent.keyboard('e');
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Time' }),
      '2h{Enter}',
    );
    await waitFor(() =>
      expect(patches(server)).toEqual([
        { estimate_points: 1 / 3, estimate_time: 120 },
      ]),
    );
  });

  it('opens the menu of a key beside the field, or the row where it is hidden', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding' });
    open(server);
    const row = await rowOf('Fix rounding');
    const field = within(row).getByRole('button', { name: /^Priority of/ });
    const besideRow = jest.spyOn(row, 'getBoundingClientRect');
    const besideField = jest.spyOn(field, 'getBoundingClientRect');
    const drawn = jest.spyOn(field, 'getClientRects');
    const openByKey = async () => {
      row.focus();
      besideRow.mockClear();
      besideField.mockClear();
      await userEvent.keyboard('p');
      await screen.findByRole('dialog', { name: 'Set Priority' });
    };
    drawn.mockReturnValue([new DOMRect()] as never);
    await openByKey();
    expect(besideField).toHaveBeenCalled();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    drawn.mockReturnValue([] as never);
    await openByKey();
    expect(besideField).not.toHaveBeenCalled();
    expect(besideRow).toHaveBeenCalled();
  });

  it('asks for what the address filters by, and clears it', async () => {
    const server = new FakeWork();
    server.add({ title: 'Mine', assignees: ['user:default/max.member'] });
    server.add({ title: 'Nobody does it' });
    open(server, '?assignee=none&priority=none,bogus&label=unknown');
    await rowOf('Nobody does it');
    expect(screen.queryByText('Mine')).toBeNull();
    const [{ query }] = server.sent('GET', '/work-items');
    expect(query.get('assignees')).toBe('none');
    expect(query.get('priority')).toBe('none');
    expect(query.get('labels')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(await screen.findByText('Mine')).toBeVisible();
  });

  it('offers the first step where there is nothing, and takes it by key', async () => {
    const server = new FakeWork();
    open(server);
    expect(await screen.findByText('No work items yet')).toBeVisible();
    await userEvent.keyboard('c');
    const dialog = await screen.findByRole('dialog', { name: 'New work item' });
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Title' }),
      'Write it down{Enter}',
    );
    expect(await rowOf('Write it down')).toBeVisible();
    expect(server.items).toHaveLength(1);
  });

  it('can only be read by guests of the project, who may join as members', async () => {
    const server = new FakeWork();
    server.project!.role = null;
    server.add({ title: 'Fix rounding' });
    open(server);
    const row = await rowOf('Fix rounding');
    expect(within(row).queryByRole('button')).toBeNull();
    expect(screen.queryByRole('button', { name: 'New item' })).toBeNull();
    await userEvent.click(
      screen.getByRole('button', { name: 'Join the project' }),
    );
    expect(
      await screen.findByRole('button', { name: 'New item' }),
    ).toBeVisible();
  });

  it('shows what others change', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Old title' });
    const { signal } = open(server);
    await rowOf('Old title');
    server.change(item, { title: 'New title' });
    signal({
      type: 'change',
      workspace_id: server.me.workspaces[0].id,
      entity_type: 'work_item',
      entity_id: item.id,
    });
    await waitFor(() => expect(screen.getByText('New title')).toBeVisible());
  });

  it('says so where the entity is no project, and makes it one', async () => {
    const server = new FakeWork();
    const { project } = server;
    server.project = undefined;
    open(server);
    const start = await screen.findByRole('button', {
      name: 'Make it a project',
    });
    server.project = project;
    await userEvent.click(start);
    expect(await screen.findByText('No work items yet')).toBeVisible();
  });

  it('offers to try again where it cannot be loaded', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding' });
    const { fetch } = server;
    let isDown = true;
    Object.assign(server, {
      fetch: async (input: URL, init: RequestInit) =>
        isDown && String(input).includes('/states')
          ? new Refusal(400, 'Broken').toResponse()
          : fetch(input, init),
    });
    open(server);
    const again = await screen.findByRole('button', { name: 'Try again' });
    isDown = false;
    await userEvent.click(again);
    expect(await rowOf('Fix rounding')).toBeVisible();
  });
});
