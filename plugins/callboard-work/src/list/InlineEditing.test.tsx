import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeWork } from '../__testUtils__/FakeWork';
import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { openList, rowOf } from '../__testUtils__/workList';

const rowTexts = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map(row => row.textContent);
/** What was sent to change items. */
const patches = (server: FakeWork) =>
  server.sent('PATCH', '/work-items/').map(({ body }) => body);

describe('a row of the list of work items', () => {
  it('sets the state of the row in focus by key, and takes it back', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding', state: 'Todo' });
    const [todo, doing] = [
      server.stateCalled('Todo'),
      server.stateCalled('In Progress'),
    ];
    openList(server);
    const row = await rowOf('Fix rounding');
    row.focus();
    await userEvent.keyboard('s');
    expect(screen.getByRole('dialog', { name: 'Set State' })).toBeVisible();
    await userEvent.keyboard('In Pro{Enter}');
    expect(await screen.findByText('PAY-1 changed: State')).toBeVisible();
    expect(patches(server)).toEqual([{ state_id: doing.id }]);
    expect(item.state_id).toBe(doing.id);
    await waitFor(() => expect(rowTexts()[0]).toMatch(/^In Progress/));
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(item.state_id).toBe(todo.id));
    expect(await rowOf('Fix rounding')).toHaveFocus();
  });

  it('takes back nothing that somebody else has changed since', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    openList(server);
    (await rowOf('Fix rounding')).focus();
    await userEvent.keyboard('p');
    await userEvent.keyboard('High{Enter}');
    await screen.findByText('PAY-1 changed: Priority');
    server.change(item, { priority: 'urgent' });
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(await screen.findByText('PAY-1 stays as it is')).toBeVisible();
    expect(item.priority).toBe('urgent');
  });

  it('offers no Undo if somebody else changed the item just before', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    openList(server);
    (await rowOf('Fix rounding')).focus();
    server.change(item, { priority: 'urgent' });
    await userEvent.keyboard('p');
    await userEvent.keyboard('High{Enter}');
    await screen.findByText('PAY-1 changed: Priority');
    expect(
      screen.getByText(
        'This cannot be undone: the item was changed in between.',
      ),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('shows a change before the server has it, and the old value where it refuses', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding' });
    openList(server);
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
    openList(server);
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
    openList(server);
    (await rowOf('Fix rounding')).focus();
    await userEvent.keyboard('e');
    const time = screen.getByRole('textbox', { name: 'Time' });
    expect(time).toHaveFocus();
    await userEvent.keyboard('soon');
    expect(
      screen.getByText('Must be a time such as 1h 30m, 2.5h or 90'),
    ).toBeVisible();
    await userEvent.clear(time);
    await userEvent.type(time, '1h30');
    expect(screen.getByText('That is 1h 30m')).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await waitFor(() =>
      expect(patches(server)).toEqual([
        { estimate_points: null, estimate_time: 90 },
      ]),
    );
  });

  it('keeps an estimate of many hours when only the points change', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding', estimate_time: 60_000 });
    openList(server);
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
    openList(server);
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
    openList(server);
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
});
