import { mockApis } from '@backstage/frontend-test-utils';
import { CallboardProvider } from '@callboard/plugin-callboard-react';
import {
  click,
  createExampleResponse,
  hostileWords,
  toFakeId,
  ErrorResponse,
} from '@callboard/plugin-callboard-react/testUtils';
import {
  entityPresentationApiRef,
  type EntityPresentationApi,
} from '@backstage/plugin-catalog-react';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeWork } from '../__testUtils__/FakeWork';
import {
  delayResponses,
  rejectRequests,
} from '../__testUtils__/delayResponses';
import { renderWork } from '../__testUtils__/renderWork';
import { openList, findRowByTitle } from '../__testUtils__/workList';
import { WorkTab } from '../entity/WorkTab';
import { CreateItemCommand } from '../item/CreateAnywhere';
import { getSourceName } from '../badges/SourceBadge';
import { omitCollapsedStates } from './collapsedGroups';

const getRowTexts = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map(row => row.textContent);

describe('work item list', () => {
  const filter = (name: string) =>
    within(screen.getByRole('search', { name: 'Filters' })).getByRole(
      'button',
      { name },
    );

  const itemsPath = `/workspaces/default/projects/${toFakeId(
    'project',
    1,
  )}/work-items`;

  it('groups items by state, in the order of the states, with counts @full', async () => {
    const server = new FakeWork();
    server.add({ title: 'Later', state: 'Done' });
    server.add({ title: 'Now', state: 'In Progress', priority: 'urgent' });
    server.add({ title: 'Also now', state: 'In Progress' });
    openList(server, '?show=all');
    await findRowByTitle('Later');
    await waitFor(() => expect(getRowTexts()[0]).toBe('In Progress2 items'));
    expect(getRowTexts()[1]).toContain('PAY-2NowIn ProgressUrgent');
    expect(getRowTexts()[3]).toBe('Done1 item');
    expect(screen.getByText('3 items')).toBeVisible();
  });

  it('lists open items by default, and all items when Open only is off @full', async () => {
    const server = new FakeWork();
    server.add({ title: 'Now', state: 'In Progress' });
    server.add({ title: 'Over', state: 'Done' });
    openList(server);
    await findRowByTitle('Now');
    expect(screen.queryByText('Over')).toBeNull();
    const openOnly = screen.getByRole('button', { name: 'Open only' });
    expect(openOnly).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(openOnly);
    await findRowByTitle('Over');
    expect(openOnly).toHaveAttribute('aria-pressed', 'false');
    // A selected state is shown regardless of its group.
    await userEvent.click(openOnly);
    await userEvent.click(filter('State'));
    await click('option', 'Done');
    await userEvent.keyboard('{Escape}');
    await findRowByTitle('Over');
    await waitFor(() => expect(screen.queryByText('Now')).toBeNull());
    expect(server.listQueries(itemsPath).at(-1)!.get('state_id')).toBe(
      server.findState('Done').id,
    );
  });

  it('shows a message when no item is open, and lists all items on click', async () => {
    const server = new FakeWork();
    server.add({ title: 'Over', state: 'Done' });
    openList(server);
    expect(await screen.findByText('No open items')).toBeVisible();
    await click('button', 'Show all items');
    expect(await findRowByTitle('Over')).toBeVisible();
  });

  it('collapses a state group, omits its items from requests and stores the choice', async () => {
    const server = new FakeWork();
    server.add({ title: 'Later' });
    server.add({ title: 'Now', state: 'In Progress' });
    const storage = mockApis.storage();
    renderWork(server, { element: <WorkTab />, storage });
    await findRowByTitle('Later');
    const heading = await screen.findByRole('button', { name: 'Backlog' });
    heading.focus();
    await userEvent.keyboard('{ArrowLeft}');
    await waitFor(() =>
      expect(server.listQueries(itemsPath).at(-1)!.get('state_id')).toBe(
        ['Todo', 'In Progress'].map(name => server.findState(name).id).join(),
      ),
    );
    expect(getRowTexts()).toEqual([
      'Backlog1 item',
      'In Progress1 item',
      expect.stringContaining('Now'),
    ]);
    expect(heading).toHaveAttribute('aria-expanded', 'false');
    expect(
      storage
        .forBucket('callboard-work-closed-groups')
        .snapshot(server.project!.id).value,
    ).toEqual([server.findState('Backlog').id]);
    await userEvent.click(heading);
    await findRowByTitle('Later');
  });

  it('sends one list request for each filter, even with collapsed states @full', async () => {
    const server = new FakeWork();
    server.add({ title: 'Later' });
    server.add({ title: 'Now', state: 'In Progress', priority: 'high' });
    const storage = mockApis.storage();
    await storage.forBucket('callboard-work-closed-groups').set(
      server.project!.id,
      ['Backlog', 'Todo'].map(name => server.findState(name).id),
    );
    renderWork(server, { element: <WorkTab />, storage });
    await findRowByTitle('Now');
    const now = expect.stringContaining('Now');
    await waitFor(() =>
      expect(getRowTexts()).toEqual([
        'Backlog1 item',
        'In Progress1 item',
        now,
      ]),
    );
    expect(server.listQueries(itemsPath)).toHaveLength(1);
    await userEvent.click(filter('Priority'));
    await click('option', 'High');
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(getRowTexts()).toEqual(['In Progress1 item', now]),
    );
    expect(server.listQueries(itemsPath)).toHaveLength(2);
  });

  it('shows a loading state instead of rows of the previous filter @full', async () => {
    const server = new FakeWork();
    server.add({ title: 'Low one', priority: 'low' });
    server.add({ title: 'High one', priority: 'high' });
    openList(server);
    await findRowByTitle('Low one');
    const letGo = delayResponses(server, /work-items\?/);
    await userEvent.click(filter('Priority'));
    await click('option', 'High');
    await userEvent.keyboard('{Escape}');
    const grid = screen.getByRole('grid');
    await waitFor(() => expect(grid).toHaveAttribute('aria-busy', 'true'));
    expect(screen.getAllByText('Loading').length).toBeGreaterThan(0);
    expect(screen.queryByText('2 of 2 shown')).toBeNull();
    letGo();
    await waitFor(() => expect(screen.queryByText('Low one')).toBeNull());
    expect(grid).not.toHaveAttribute('aria-busy');
  });

  it('limits tab stops before the rows, and focuses the first row on arrow down @full', async () => {
    const server = new FakeWork();
    server.add({ title: 'One' });
    server.add({ title: 'Two' });
    openList(server);
    const one = await findRowByTitle('One');
    await userEvent.keyboard('{ArrowDown}');
    expect(one).toHaveFocus();
    await userEvent.keyboard('/');
    expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    expect(one).toHaveFocus();

    screen.getByRole('button', { name: 'Skip to the list' }).focus();
    const stops: (string | null)[] = [];
    while (document.activeElement !== one && stops.length < 20) {
      await userEvent.tab();
      stops.push(document.activeElement!.textContent);
    }
    // The views, the search, the filters, and the headings of the columns.
    expect(stops.length).toBeLessThanOrEqual(6);
  });

  it('requests the known filters of the URL and resets them on Clear @full', async () => {
    const server = new FakeWork();
    server.add({ title: 'Mine', assignees: ['user:default/max.member'] });
    server.add({ title: 'Nobody does it' });
    openList(server, '?assignee=none&priority=none,bogus&label=unknown');
    await findRowByTitle('Nobody does it');
    expect(screen.queryByText('Mine')).toBeNull();
    const [{ query }] = server.sent('GET', '/work-items');
    expect(query.get('assignees')).toBe('none');
    expect(query.get('priority')).toBe('none');
    expect(query.get('labels')).toBeNull();
    await click('button', 'Clear');
    expect(await screen.findByText('Mine')).toBeVisible();
  });

  it('shows an empty state, and creates the first item by key @full', async () => {
    const server = new FakeWork();
    openList(server);
    expect(await screen.findByText('No work items yet')).toBeVisible();
    await userEvent.keyboard('c');
    const dialog = await screen.findByRole('dialog', {
      name: 'Create work item',
    });
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Title' }),
      'Write it down{Enter}',
    );
    expect(server.items).toHaveLength(1);
    expect(await findRowByTitle('Write it down')).toBeVisible();
    await click('button', 'Open');
    expect(
      await screen.findByRole('dialog', { name: 'Work item' }),
    ).toBeVisible();
  });

  it('focuses a created item that is beyond the loaded rows @full', async () => {
    const server = new FakeWork();
    for (let number = 0; number < 130; number++) {
      server.add();
    }
    openList(server);
    await findRowByTitle('Item 1');
    await userEvent.keyboard('c');
    await userEvent.keyboard('The newest{Enter}');
    await waitFor(async () =>
      expect(await findRowByTitle('The newest')).toHaveFocus(),
    );
  });

  it('keeps the title of another item that is typed while one is being created', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding' });
    openList(server);
    await findRowByTitle('Fix rounding');
    await userEvent.keyboard('c');
    await click('checkbox', 'Create another');
    const title = screen.getByRole('textbox', { name: 'Title' });
    const release = server.blockRequests(() => true);
    await userEvent.type(title, 'Find them{Enter}');
    await userEvent.type(title, ' all');
    release();
    await waitFor(() => expect(server.items).toHaveLength(2));
    await findRowByTitle('Find them');
    expect(title).toHaveValue('Find them all');
    await userEvent.type(title, '{Enter}');
    await waitFor(() => expect(title).toHaveValue(''));
  });

  it('notifies when filters hide a created item, and shows it on click', async () => {
    const server = new FakeWork();
    server.add({ title: 'Urgent one', priority: 'urgent' });
    openList(server, '?priority=urgent');
    await findRowByTitle('Urgent one');
    await userEvent.keyboard('c');
    await userEvent.keyboard('A calm one{Enter}');
    expect(
      await screen.findByText('Your filters hide this item.'),
    ).toBeVisible();
    await click('button', 'Show item');
    await waitFor(async () =>
      expect(await findRowByTitle('A calm one')).toHaveFocus(),
    );
  });

  it('denies edits to viewers without a role, and allows them to join @full', async () => {
    const server = new FakeWork();
    server.project!.role = null;
    server.add({ title: 'Fix rounding' });
    openList(server);
    const row = await findRowByTitle('Fix rounding');
    expect(within(row).queryByRole('button')).toBeNull();
    expect(
      screen.queryByRole('button', { name: 'Create work item' }),
    ).toBeNull();
    await click('button', 'Join');
    expect(
      await screen.findByRole('button', { name: 'Create work item' }),
    ).toBeVisible();
  });

  it('updates a row when another user changes the item', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Old title' });
    const { signal } = openList(server);
    await findRowByTitle('Old title');
    server.change(item, { title: 'New title' });
    await signal({
      type: 'change',
      workspace_id: server.me.workspaces[0].id,
      entity_type: 'work_item',
      entity_id: item.id,
    });
    await waitFor(() => expect(screen.getByText('New title')).toBeVisible());
  });

  it('keeps people whom another user assigns while the menu of a row is open', async () => {
    const [max, mona] = [
      'user:default/max.member',
      'user:default/mona.manager',
    ];
    const server = new FakeWork();
    const item = server.add({ title: 'Old title' });
    const { signal } = openList(server);
    (await findRowByTitle('Old title')).focus();
    await userEvent.keyboard('a');
    server.change(item, { title: 'New title', assignees: [mona] });
    await signal({
      type: 'change',
      workspace_id: server.me.workspaces[0].id,
      entity_type: 'work_item',
      entity_id: item.id,
    });
    await screen.findByText('New title');
    await click('option', /Max Member/);
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(item.assignees).toEqual([mona, max]));
  });

  it('updates a row when another user changes the item after a change without effect', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Old title' });
    server.answer({ updateWorkItem: () => item });
    const { signal } = openList(server);
    (await findRowByTitle('Old title')).focus();
    const listReads = () =>
      server.listQueries(server.sent('GET', '/work-items')[0].path);
    const readCount = listReads().length;
    await userEvent.keyboard('p');
    await click('option', 'High');
    await waitFor(() => expect(listReads().length).toBeGreaterThan(readCount));
    await screen.findByText('PAY-1 changed: Priority');
    server.change(item, { title: 'New title' });
    await signal({
      type: 'change',
      workspace_id: server.me.workspaces[0].id,
      entity_type: 'work_item',
      entity_id: item.id,
    });
    // Sooner than the list polls.
    await screen.findByText('New title', {}, { timeout: 10_000 });
  });

  it('forgets the filter by state and the open comment in another workspace', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding' });
    const [workspace] = server.me.workspaces;
    server.me.workspaces.push({
      ...workspace,
      id: toFakeId('workspace', 2),
      slug: 'lab',
      name: 'Lab',
    });
    const [{ id: state }] = server.states;
    const comment = toFakeId('comment', 1);
    openList(server, `?workspace=default&state=${state}&comment=${comment}`);
    await findRowByTitle('Fix rounding');
    await click('combobox', 'Workspace');
    await click('option', 'Lab');
    await waitFor(() =>
      expect(server.sent('GET', '/lab/projects/')).not.toEqual([]),
    );
    await findRowByTitle('Fix rounding');
    const values = server
      .sent('GET', '/lab/')
      .flatMap(({ query }) => [...query.values()]);
    expect(values).not.toContain(state);
  });

  it('offers to create a project for an entity without one', async () => {
    const server = new FakeWork();
    const { project } = server;
    server.project = undefined;
    openList(server);
    const start = await screen.findByRole('button', {
      name: 'Create project',
    });
    server.project = project;
    await userEvent.click(start);
    expect(await screen.findByText('No work items yet')).toBeVisible();
  });

  it('retries loading on click after an error @full', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding' });
    const recover = rejectRequests(
      server,
      /states/,
      new ErrorResponse(400, 'Broken'),
    );
    openList(server);
    const again = await screen.findByRole('button', { name: 'Try again' });
    recover();
    await userEvent.click(again);
    expect(await findRowByTitle('Fix rounding')).toBeVisible();
  });
});

describe('command that creates a work item', () => {
  it('shows an error in its dialog when the project cannot be loaded, and creates the item after a retry', async () => {
    const server = new FakeWork();
    const recover = rejectRequests(
      server,
      /states/,
      new ErrorResponse(400, 'Broken'),
    );
    server.answer({ search: () => ({ items: [] }) });
    renderWork(server, {
      identity: { token: 'signed-in' },
      element: (
        <CallboardProvider>
          <CreateItemCommand />A page of the portal
        </CallboardProvider>
      ),
    });
    await screen.findByText('A page of the portal');
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.type(await screen.findByRole('combobox'), 'create');
    await userEvent.click(
      await screen.findByRole('option', { name: /Create work item/ }),
    );
    await userEvent.click(
      await screen.findByRole('combobox', { name: 'Project' }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: server.project!.name }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Create work item',
    });
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'Broken',
    );
    recover();
    await click('button', 'Try again');
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Title' }),
      'Fix rounding{Enter}',
    );
    await waitFor(() =>
      expect(server.items).toMatchObject([{ title: 'Fix rounding' }]),
    );
  });
});

describe('work item list row', () => {
  /** The requests that changed items. */
  const listPatchRequests = (server: FakeWork) =>
    server.sent('PATCH', '/work-items/').map(({ body }) => body);

  it('sets the state of the focused row by key, and restores it on Undo @full', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding', state: 'Todo' });
    const [todo, doing] = [
      server.findState('Todo'),
      server.findState('In Progress'),
    ];
    openList(server);
    const row = await findRowByTitle('Fix rounding');
    row.focus();
    await userEvent.keyboard('s');
    expect(screen.getByRole('dialog', { name: 'Set State' })).toBeVisible();
    await userEvent.keyboard('In Pro{Enter}');
    expect(await screen.findByText('PAY-1 changed: State')).toBeVisible();
    expect(listPatchRequests(server)).toEqual([{ state_id: doing.id }]);
    expect(item.state_id).toBe(doing.id);
    await waitFor(() => expect(getRowTexts()[0]).toMatch(/^In Progress/));
    await click('button', 'Undo');
    await waitFor(() => expect(item.state_id).toBe(todo.id));
    expect(await findRowByTitle('Fix rounding')).toHaveFocus();
  });

  it('rejects Undo when another user changed the item since @full', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    openList(server);
    (await findRowByTitle('Fix rounding')).focus();
    await userEvent.keyboard('p');
    await userEvent.keyboard('High{Enter}');
    await screen.findByText('PAY-1 changed: Priority');
    server.change(item, { priority: 'urgent' });
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(await screen.findByText('Change to PAY-1 not undone')).toBeVisible();
    expect(item.priority).toBe('urgent');
  });

  it('omits Undo when another user changed the item before the save @full', async () => {
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    openList(server);
    (await findRowByTitle('Fix rounding')).focus();
    server.change(item, { priority: 'urgent' });
    await userEvent.keyboard('p');
    await userEvent.keyboard('High{Enter}');
    await screen.findByText('PAY-1 changed: Priority');
    expect(
      screen.getByText(
        'You cannot undo this, because another change to the item was saved just before yours.',
      ),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('shows a change before the response, and restores the old value on an error @full', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding' });
    openList(server);
    const row = await findRowByTitle('Fix rounding');
    server.refuse('PATCH', 409, 'The project is closed');
    const letGo = delayResponses(server, /^PATCH/);
    await click('button', 'Priority of PAY-1: None', row);
    await click('option', 'High');
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

  it('saves several assignees in one request when the menu closes @full', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding' });
    openList(server);
    (await findRowByTitle('Fix rounding')).focus();
    await userEvent.keyboard('a');
    await click('option', 'Mona Manager');
    await click('option', 'Max Member (you)');
    expect(listPatchRequests(server)).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(listPatchRequests(server)).toEqual([
        {
          assignees: ['user:default/mona.manager', 'user:default/max.member'],
        },
      ]),
    );
  });

  it('names assignees who are not members as the catalog does, and keeps the focus when a name is loaded', async () => {
    let loadNames = () => {};
    const areNamesLoaded = new Promise<void>(resolve => {
      loadNames = resolve;
    });
    const titles = new Map([['user:default/konrad.wakan', 'Konrad Wakan']]);
    const presentation: EntityPresentationApi = {
      forEntity: ref => {
        const entityRef = String(ref);
        const primaryTitle = titles.get(entityRef) ?? entityRef;
        const snapshot = { entityRef, primaryTitle, Icon: undefined };
        return { snapshot, promise: areNamesLoaded.then(() => snapshot) };
      },
    };
    const lourdes = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name: 'lourdes.runte', namespace: 'default' },
      spec: { profile: { displayName: 'Lourdes Runte' } },
    };
    const server = new FakeWork();
    server.add({ title: 'Fix rounding', assignees: [...titles.keys()] });
    renderWork(server, {
      element: <WorkTab />,
      entities: [lourdes],
      apis: [[entityPresentationApiRef, presentation]],
    });
    const assignees = await screen.findByRole('button', {
      name: 'Assignees of PAY-1: konrad.wakan',
    });
    assignees.focus();
    await act(async () => loadNames());
    expect(assignees).toHaveAccessibleName('Assignees of PAY-1: Konrad Wakan');
    expect(assignees).toHaveFocus();
    await userEvent.click(assignees);
    expect(
      await screen.findByRole('option', { name: 'Konrad Wakan' }),
    ).toHaveAttribute('aria-selected', 'true');
    const search = screen.getByRole('combobox');
    await userEvent.type(search, 'lourdes');
    await click('option', 'Lourdes Runte');
    await userEvent.clear(search);
    expect(
      await screen.findByRole('option', { name: 'Lourdes Runte' }),
    ).toHaveAttribute('aria-selected', 'true');
  });

  it('saves an estimate typed as a duration, and shows an error for invalid text', async () => {
    const server = new FakeWork();
    server.answer({
      getTimeSettings: () =>
        createExampleResponse('getTimeSettings', { minutes_per_day: 450 }),
    });
    server.add({ title: 'Fix rounding' });
    openList(server);
    (await findRowByTitle('Fix rounding')).focus();
    await userEvent.keyboard('e');
    const time = screen.getByRole('textbox', { name: 'Time' });
    expect(time).toHaveFocus();
    await userEvent.keyboard('soon');
    expect(
      screen.getByText('Enter a duration, such as 1h 30m, 2.5h or 90m.'),
    ).toBeVisible();
    await userEvent.clear(time);
    await userEvent.type(time, '1h30');
    expect(screen.getByText('= 1h 30m')).toBeVisible();
    await userEvent.clear(time);
    await userEvent.type(time, '1d');
    expect(await screen.findByText('= 7h 30m')).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await waitFor(() =>
      expect(listPatchRequests(server)).toEqual([{ estimate_time: 450 }]),
    );
  });

  it('reads no time settings when the feature is off', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding' });
    renderWork(server, {
      element: <WorkTab />,
      config: { callboard: { features: { time: false } } },
    });
    (await findRowByTitle('Fix rounding')).focus();
    await userEvent.keyboard('e');
    await userEvent.keyboard('1d');
    expect(await screen.findByText('= 8h')).toBeVisible();
    expect(server.sent('GET', '/time-settings')).toEqual([]);
  });

  it('keeps a long time estimate when only the points change @full', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding', estimate_time: 60_000 });
    openList(server);
    (await findRowByTitle('Fix rounding')).focus();
    await userEvent.keyboard('e');
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Points' }),
      '3{Enter}',
    );
    await waitFor(() =>
      expect(listPatchRequests(server)).toEqual([{ estimate_points: 3 }]),
    );
  });

  it('keeps points with many decimals when only the time changes @full', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding', estimate_points: 1 / 3 });
    openList(server);
    (await findRowByTitle('Fix rounding')).focus();
    await userEvent.keyboard('e');
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Time' }),
      '2h{Enter}',
    );
    await waitFor(() =>
      expect(listPatchRequests(server)).toEqual([{ estimate_time: 120 }]),
    );
  });

  it('opens a menu by key at its field, or at the row when the field is hidden @full', async () => {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding' });
    openList(server);
    const row = await findRowByTitle('Fix rounding');
    const field = within(row).getByRole('button', { name: /^Priority of/ });
    const rowRect = jest.spyOn(row, 'getBoundingClientRect');
    const belowField = jest.spyOn(field, 'getBoundingClientRect');
    const drawn = jest.spyOn(field, 'getClientRects');
    const openByKey = async () => {
      row.focus();
      rowRect.mockClear();
      belowField.mockClear();
      await userEvent.keyboard('p');
      await screen.findByRole('dialog', { name: 'Set Priority' });
    };
    drawn.mockReturnValue([new DOMRect()] as never);
    await openByKey();
    expect(belowField).toHaveBeenCalled();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    drawn.mockReturnValue([] as never);
    await openByKey();
    expect(belowField).not.toHaveBeenCalled();
    expect(rowRect).toHaveBeenCalled();
  });
});

describe('list query with collapsed groups', () => {
  const states = [
    { id: 'todo', group: 'unstarted' as const },
    { id: 'doing', group: 'started' as const },
    { id: 'done', group: 'completed' as const },
  ];

  const matchesClosed = (query: object, ...closed: string[]) =>
    omitCollapsedStates(query, states, new Set(closed));

  it('returns the same query while none of its groups is collapsed', () => {
    const query = { state_group: 'unstarted,started', priority: 'high' };
    expect(matchesClosed(query)).toBe(query);
    expect(matchesClosed(query, 'done')).toBe(query);
  });

  it('omits the states of collapsed groups', () => {
    expect(matchesClosed({ priority: 'high' }, 'todo')).toEqual({
      priority: 'high',
      state_id: 'doing,done',
    });
    expect(matchesClosed({ state_group: 'unstarted,started' }, 'todo')).toEqual(
      {
        state_id: 'doing',
      },
    );
    expect(matchesClosed({ state_id: 'doing,done' }, 'done')).toEqual({
      state_id: 'doing',
    });
  });

  it('returns the same query when all of its groups are collapsed', () => {
    const query = { state_id: 'todo' };
    expect(matchesClosed(query, 'todo', 'doing', 'done')).toBe(query);
  });
});

describe('getSourceName', () => {
  it('returns GitHub for github, and any other source unchanged', () => {
    expect(getSourceName('github')).toBe('GitHub');
    for (const word of hostileWords) {
      expect(getSourceName(word)).toBe(word);
    }
  });
});
