import {
  MIN_CARD_GAP,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import {
  click,
  toFakeId,
  newWorkItem,
} from '@callboard/plugin-callboard-react/testUtils';
import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeWork } from '../__testUtils__/FakeWork';
import { mockScrollContainerSizes } from '../__testUtils__/mockScrollContainerSizes';
import { findTitleField } from '../__testUtils__/itemDrawer';
import { delayResponses } from '../__testUtils__/delayResponses';
import { renderWork } from '../__testUtils__/renderWork';
import { belongsToColumn, updateColumn } from '../data/boardColumns';
import { WorkTab } from '../entity/WorkTab';
import { computeSortOrder, SORT_ORDER_STEP } from './Board';

describe('board', () => {
  mockScrollContainerSizes();

  function open(server: FakeWork, query = '') {
    return renderWork(server, {
      element: <WorkTab />,
      path: `/entity?view=board${query}`,
    });
  }

  const column = (name: string) => screen.getByRole('region', { name });

  const getCardTexts = (name: string) =>
    within(column(name))
      .queryAllByRole('listitem')
      .map(card => within(card).getAllByRole('button').at(-1)!.textContent);

  const card = (name: string) => screen.findByRole('button', { name });

  /** Finds a card before the board polls the server, which it does every minute. */
  const findCardBeforePoll = (name: string) =>
    screen.findByRole('button', { name }, { timeout: 20_000 });

  const findAnnouncement = (text: string) =>
    waitFor(() =>
      expect(
        screen.getAllByRole('status').map(({ textContent }) => textContent),
      ).toContain(text),
    );

  /** Returns the number of requests for a column. */
  const countColumnRequests = (server: FakeWork, state: string) =>
    server
      .sent('GET', '/work-items')
      .filter(
        ({ query }) => query.get('state_id') === server.findState(state).id,
      ).length;

  it('shows a column for each state with its sorted cards and item count @full', async () => {
    const server = new FakeWork();
    server.add({ title: 'One', state: 'Todo', sort_order: 2 });
    server.add({ title: 'Two', state: 'Todo', sort_order: 1 });
    server.add({ title: 'Three', state: 'Done', priority: 'high' });
    open(server);
    await card('PAY-1 One');
    expect(
      screen.getAllByRole('heading', { level: 2 }).map(h => h.textContent),
    ).toEqual(
      expect.arrayContaining(['Backlog', 'Todo', 'In Progress', 'Done']),
    );
    expect(getCardTexts('Todo, 2')).toEqual(['Two', 'One']);
    expect(within(column('Done, 1')).getByText('High')).toBeVisible();
    expect(within(column('Backlog, 0')).getByText('No items')).toBeVisible();
  });

  it('moves the focused card to the next column, keeps the focus and announces it @full', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'One', state: 'Todo' });
    server.add({ title: 'Two', state: 'In Progress', sort_order: 1000 });
    open(server);
    (await card('PAY-1 One')).focus();
    await card('PAY-2 Two');
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
    await waitFor(() =>
      expect(getCardTexts('In Progress, 2')).toEqual(['One', 'Two']),
    );
    expect(getCardTexts('Todo, 0')).toEqual([]);
    await findAnnouncement('PAY-1 moved to In Progress, position 1 of 2');
    expect(item.state_id).toBe(server.findState('In Progress').id);
    expect(item.sort_order).toBeLessThan(1000);
    await waitFor(() =>
      expect(document.activeElement).toHaveAccessibleName('PAY-1 One'),
    );
    await click('button', 'Undo');
    await waitFor(() => expect(getCardTexts('Todo, 1')).toEqual(['One']));
  });

  it('focuses and announces a moved card that retains its sort order', async () => {
    const server = new FakeWork();
    // Assignees outside the project may set the state only.
    server.project!.role = 'guest';
    const item = server.add({
      title: 'Mine',
      state: 'Todo',
      assignees: ['user:default/max.member'],
      sort_order: 2.5,
    });
    for (const number of [1, 2, 3]) {
      server.add({ state: 'In Progress', sort_order: number });
    }
    open(server);
    (await card('PAY-1 Mine')).focus();
    await card('PAY-2 Item 2');
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
    await waitFor(() =>
      expect(document.activeElement).toHaveAccessibleName('PAY-1 Mine'),
    );
    expect(
      within(column('In Progress, 4')).getByRole('button', {
        name: 'PAY-1 Mine',
      }),
    ).toHaveFocus();
    await findAnnouncement('PAY-1 is now in In Progress');
    expect(server.sent('PATCH', item.id)[0].body).toEqual({
      state_id: server.findState('In Progress').id,
    });
  });

  it('announces the position of a card among all cards, loaded or not', async () => {
    const server = new FakeWork();
    server.add({ title: 'One', state: 'Backlog' });
    for (let number = 0; number < 150; number++) {
      server.add({ state: 'Todo' });
    }
    open(server);
    (await card('PAY-1 One')).focus();
    await card('PAY-2 Item 2');
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
    await findAnnouncement('PAY-1 moved to Todo, position 1 of 151');
    expect(getCardTexts('Todo, 151')[0]).toBe('One');
  });

  it('removes a card that is archived in the drawer', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'One', state: 'Todo' });
    server.add({ title: 'Two', state: 'Todo' });
    open(server, `&item=${item.id}`);
    await screen.findByText('Two');
    const drawer = await screen.findByRole('dialog', { name: 'Work item' });
    await findTitleField(drawer);
    await click('button', 'More actions', drawer);
    await click('menuitem', 'Archive');
    await waitFor(() => expect(item.archived_at).not.toBeNull());
    await userEvent.keyboard('{Escape}');
    await card('PAY-2 Two');
    await waitFor(() => expect(getCardTexts('Todo, 1')).toEqual(['Two']));
  });

  it('moves the focused card down within its column @full', async () => {
    const server = new FakeWork();
    for (const title of ['One', 'Two', 'Three']) {
      server.add({ title, state: 'Todo' });
    }
    open(server);
    (await card('PAY-1 One')).focus();
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
    await waitFor(() =>
      expect(getCardTexts('Todo, 3')).toEqual(['Two', 'One', 'Three']),
    );
    await waitFor(() =>
      expect(document.activeElement).toHaveAccessibleName('PAY-1 One'),
    );
    const [one, two, three] = server.items;
    await waitFor(() =>
      expect(one.sort_order).toBe((two.sort_order + three.sort_order) / 2),
    );
    expect(server.sent('PATCH', one.id)[0].body).not.toHaveProperty('state_id');
  });

  it('reloads a column only when the server renumbered its cards', async () => {
    const server = new FakeWork();
    const add = (title: string, sort_order: number) =>
      server.add({ title, state: 'Todo', sort_order });
    const [one, two] = [add('One', 1000), add('Two', 1001)];
    const [three] = [add('Three', 3000), add('Four', 5000)];
    open(server);
    (await card('PAY-3 Three')).focus();
    // The server renumbers cards once two are this close.
    two.sort_order = 2000;
    await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}');
    await waitFor(() => expect(three.sort_order).toBe(1000.5));
    await waitFor(() => expect(countColumnRequests(server, 'Todo')).toBe(2));
    await waitFor(() =>
      expect(document.activeElement).toHaveAccessibleName('PAY-3 Three'),
    );
    (await card('PAY-1 One')).focus();
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
    await waitFor(() => expect(one.sort_order).toBe((1000.5 + 2000) / 2));
    await findAnnouncement('PAY-1 moved to Todo, position 2 of 4');
    await waitFor(() => expect(server.sent('GET', '/counts').length).toBe(3));
    expect(countColumnRequests(server, 'Todo')).toBe(2);
  });

  it('loads a column although an item is changed meanwhile', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'One', state: 'Todo' });
    server.add({ title: 'Two', state: 'Done' });
    const { id: doneId } = server.findState('Done');
    const release = delayResponses(server, new RegExp(`state_id=${doneId}`));
    open(server);
    (await card('PAY-1 One')).focus();
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
    await waitFor(() =>
      expect(getCardTexts('In Progress, 1')).toEqual(['One']),
    );
    expect(item.state_id).toBe(server.findState('In Progress').id);
    release();
    await findCardBeforePoll('PAY-2 Two');
    expect(countColumnRequests(server, 'In Progress')).toBe(1);
  });

  it('shows a change made elsewhere although an item is changed during the refetch', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'One', state: 'Todo' });
    const other = server.add({ title: 'Two', state: 'Done' });
    const { signal } = open(server);
    await card('PAY-2 Two');
    const { id: doneId } = server.findState('Done');
    const release = delayResponses(server, new RegExp(`state_id=${doneId}`));
    server.change(other, { title: 'Three' });
    await signal({
      type: 'change',
      workspace_id: server.me.workspaces[0].id,
      entity_type: 'work_item',
      entity_id: other.id,
    });
    await waitFor(() => expect(countColumnRequests(server, 'Done')).toBe(2));
    (await card('PAY-1 One')).focus();
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
    await waitFor(() =>
      expect(item.state_id).toBe(server.findState('In Progress').id),
    );
    release();
    await findCardBeforePoll('PAY-2 Three');
  });

  it('restores the position of a card when the server rejects the move', async () => {
    const server = new FakeWork();
    server.add({ title: 'One', state: 'Todo' });
    open(server);
    (await card('PAY-1 One')).focus();
    server.refuse('PATCH', 409, 'The project is closed');
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
    expect(
      await screen.findByText('PAY-1 was not changed'),
    ).toBeInTheDocument();
    await waitFor(() => expect(getCardTexts('Todo, 1')).toEqual(['One']));
  });

  it('moves a card to a state chosen with the M key', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'One', state: 'Todo' });
    open(server);
    (await card('PAY-1 One')).focus();
    await userEvent.keyboard('m');
    await userEvent.keyboard('Done{Enter}');
    await waitFor(() => expect(getCardTexts('Done, 1')).toEqual(['One']));
    await waitFor(() => expect(item.state_group).toBe('completed'));
  });

  it('focuses a card after its state is changed in a menu', async () => {
    const server = new FakeWork();
    server.add({ title: 'One', state: 'Todo' });
    open(server);
    (await card('PAY-1 One')).focus();
    await userEvent.keyboard('s');
    await userEvent.keyboard('Done{Enter}');
    await waitFor(() => expect(getCardTexts('Done, 1')).toEqual(['One']));
    await waitFor(() =>
      expect(document.activeElement).toHaveAccessibleName('PAY-1 One'),
    );
  });

  it('moves a card that is dragged to another column', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'One', state: 'Todo' });
    open(server);
    const from = await card('PAY-1 One');
    const names = ['Backlog, 0', 'Todo, 1', 'In Progress, 0', 'Done, 0'];
    names.forEach((name, at) => {
      jest
        .spyOn(column(name), 'getBoundingClientRect')
        .mockReturnValue(new DOMRect(at * 300, 0, 290, 600));
    });
    fireEvent.mouseDown(from, { clientX: 350, clientY: 100, button: 0 });
    fireEvent.mouseMove(document, { clientX: 380, clientY: 100 });
    await act(async () => {
      await new Promise(resolve => setTimeout(resolve, 50));
    });
    fireEvent.mouseMove(document, { clientX: 1000, clientY: 100 });
    await act(async () => {
      await new Promise(resolve => setTimeout(resolve, 50));
    });
    fireEvent.mouseUp(document, { clientX: 1000, clientY: 100 });
    await waitFor(() => expect(item.state_group).toBe('completed'));
    expect(await screen.findByText('PAY-1 is now in Done')).toBeVisible();
  });

  it('moves the focus between cards with the arrow keys', async () => {
    const server = new FakeWork();
    server.add({ title: 'One', state: 'Todo' });
    server.add({ title: 'Two', state: 'Todo' });
    server.add({ title: 'Three', state: 'Done' });
    open(server);
    await card('PAY-3 Three');
    (await card('PAY-1 One')).focus();
    const focused = (name: string) =>
      waitFor(() => expect(document.activeElement).toHaveAccessibleName(name));
    await userEvent.keyboard('{ArrowDown}');
    await focused('PAY-2 Two');
    // Past a column without cards, to the last column that has any.
    await userEvent.keyboard('{ArrowRight}');
    await focused('PAY-3 Three');
    await userEvent.keyboard('{ArrowLeft}');
    await focused('PAY-1 One');
  });

  it('renders only the cards in view and loads more on demand @full', async () => {
    const server = new FakeWork();
    for (let number = 0; number < 250; number++) {
      server.add({ state: 'Todo' });
    }
    open(server);
    await card('PAY-1 Item 1');
    expect(
      within(column('Todo, 250')).getAllByRole('listitem').length,
    ).toBeLessThan(40);
    const listQueries = () =>
      server
        .sent('GET', '/work-items')
        .filter(({ query }) => query.get('cursor')).length;
    expect(listQueries()).toBe(0);
    await userEvent.click(
      within(column('Todo, 250')).getByRole('button', { name: 'Load more' }),
    );
    await waitFor(() => expect(listQueries()).toBe(1));
  });

  it('shows a warning when too many items are in progress @full', async () => {
    const server = new FakeWork();
    for (let number = 0; number < 7; number++) {
      server.add({ state: 'In Progress' });
    }
    open(server);
    expect(await screen.findByText(/^7 items in progress/)).toBeVisible();
  });

  it('shows the triage column only when it contains items @full', async () => {
    const server = new FakeWork();
    server.states.unshift({
      ...server.states[0],
      id: toFakeId('state', 9),
      name: 'Triage',
      group: 'triage',
      sequence: 1,
    });
    server.add({ title: 'One', state: 'Todo' });
    const { signal } = open(server);
    await card('PAY-1 One');
    await waitFor(() =>
      expect(screen.queryByRole('region', { name: /^Triage/ })).toBeNull(),
    );
    const { id } = server.add({ title: 'Two', state: 'Triage' });
    await signal({
      type: 'change',
      workspace_id: server.me.workspaces[0].id,
      entity_type: 'work_item',
      entity_id: id,
    });
    await card('PAY-2 Two');
    expect(getCardTexts('Triage, 1')).toEqual(['Two']);
  });

  it('hides columns until the first count and keeps them during later counts', async () => {
    const server = new FakeWork();
    Object.assign(server.findState('Backlog'), {
      name: 'Triage',
      group: 'triage',
    });
    server.add({ title: 'One', state: 'Todo', priority: 'high' });
    server.add({ title: 'Two', state: 'Triage', priority: 'high' });
    const triage = () => screen.queryByRole('region', { name: /^Triage/ });
    const countFirst = delayResponses(server, /counts/);
    open(server);
    // Columns that would move later are not shown before.
    const first = await screen.findByText('One');
    expect(first).not.toBeVisible();
    countFirst();
    await waitFor(() => expect(triage()).toBeVisible());
    expect(first).toBeVisible();
    const countAgain = delayResponses(server, /counts/);
    await userEvent.click(
      within(screen.getByRole('search', { name: 'Filters' })).getByRole(
        'button',
        {
          name: 'Priority',
        },
      ),
    );
    await click('option', 'High');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(column('Todo,')).toBeVisible());
    expect(triage()).toBeVisible();
    countAgain();
    await waitFor(() => expect(column('Triage, 1')).toBeVisible());
  });

  it('omits columns of state groups that are filtered out @full', async () => {
    const server = new FakeWork();
    server.add({ title: 'One', state: 'Todo' });
    open(server, '&group=unstarted,completed');
    await card('PAY-1 One');
    expect(column('Done, 0')).toBeVisible();
    expect(screen.queryByRole('region', { name: /^Backlog/ })).toBeNull();
  });

  it('ignores move keys of guests @full', async () => {
    const server = new FakeWork();
    server.project!.role = 'guest';
    server.add({ title: 'One', state: 'Todo' });
    open(server);
    (await card('PAY-1 One')).focus();
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}m');
    expect(getCardTexts('Todo, 1')).toEqual(['One']);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(server.sent('PATCH', '')).toEqual([]);
  });
});

describe('computeSortOrder', () => {
  const cards = [10, 20, 40].map(sort_order => ({ sort_order }));

  it.each([
    [0, 10 - SORT_ORDER_STEP],
    [1, 15],
    [2, 30],
    [3, 40 + SORT_ORDER_STEP],
  ])('places a card at index %i between its neighbours', (index, order) => {
    expect(computeSortOrder(cards, index)).toBe(order);
  });

  it('places a card between the last loaded card and the cards that are not loaded', () => {
    expect(computeSortOrder(cards, 3, true)).toBe(40 + MIN_CARD_GAP);
  });

  it('returns the default step for an empty column', () => {
    expect(computeSortOrder([], 0)).toBe(SORT_ORDER_STEP);
  });
});

describe('belongsToColumn', () => {
  const item = newWorkItem(1, { priority: 'high', title: 'Café' });
  const query = { state_id: item.state_id, priority: 'high', search: 'cafe' };

  it.each<[boolean, Partial<WorkItem>]>([
    [true, {}],
    [false, { state_id: toFakeId('state', 9) }],
    [false, { priority: 'low' }],
    [false, { archived_at: '2026-11-20T09:00:00.000Z' }],
    [false, { is_draft: true }],
  ])('returns %p for an item with %p', (isInColumn, values) => {
    expect(belongsToColumn({ ...item, ...values }, query)).toBe(isInColumn);
  });
});

describe('updateColumn', () => {
  const item = (number: number) =>
    newWorkItem(number, { sort_order: number * 10 });

  function column(numbers: number[][], isAll = true) {
    const total = numbers.flat().length + (isAll ? 0 : 10);
    return {
      pageParams: numbers.map((_, at) => at),
      pages: numbers.map((page, at) => ({
        items: page.map(item),
        next_cursor: at === numbers.length - 1 && isAll ? null : String(at),
        total,
      })),
    };
  }

  const getIdentifiers = ({ pages }: ReturnType<typeof updateColumn>) =>
    pages.map(({ items }) => items.map(({ identifier }) => identifier));

  it('inserts a card at its position on the right page', () => {
    const after = updateColumn(
      column([
        [1, 2],
        [4, 5],
      ]),
      item(3),
      true,
    );
    expect(getIdentifiers(after)).toEqual([
      ['PAY-1', 'PAY-2'],
      ['PAY-3', 'PAY-4', 'PAY-5'],
    ]);
    expect(after.pages[0].total).toBe(5);
  });

  it('moves a card within its column and counts it once', () => {
    const moved = { ...item(1), sort_order: 45 };
    const after = updateColumn(
      column([
        [1, 2],
        [4, 5],
      ]),
      moved,
      true,
    );
    expect(getIdentifiers(after)).toEqual([
      ['PAY-2'],
      ['PAY-4', 'PAY-1', 'PAY-5'],
    ]);
    expect(after.pages[0].total).toBe(4);
  });

  it('removes a card that belongs to another column', () => {
    const after = updateColumn(column([[1, 2]]), item(2), false);
    expect(getIdentifiers(after)).toEqual([['PAY-1']]);
    expect(after.pages[0].total).toBe(1);
  });

  it('returns the same column when it does not contain the card', () => {
    const before = column([[1, 2]]);
    expect(updateColumn(before, item(9), false)).toBe(before);
  });

  it('appends the last card when all pages are loaded', () => {
    expect(getIdentifiers(updateColumn(column([[1]]), item(9), true))).toEqual([
      ['PAY-1', 'PAY-9'],
    ]);
  });

  it('counts but omits a card that belongs after the loaded pages', () => {
    const after = updateColumn(column([[1]], false), item(9), true);
    expect(getIdentifiers(after)).toEqual([['PAY-1']]);
    expect(after.pages[0].total).toBe(12);
  });
});
