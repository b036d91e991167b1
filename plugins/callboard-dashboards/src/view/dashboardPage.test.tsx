import type { WidgetBars } from '@callboard/plugin-callboard-common';
import {
  click,
  createExampleItem,
  toFakeId,
  newWorkItem,
  NOW,
  pageOfItems,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { someBars } from '../__testUtils__/FakeDashboards';
import { aDashboard, createChangeSignal } from '../__testUtils__/aDashboard';
import { renderDashboards } from '../__testUtils__/renderDashboards';
import { isSame } from '../data/isSame';

describe('a dashboard', () => {
  const bars: WidgetBars = {
    data: [
      { key: 'urgent', name: 'Urgent', count: 3, started: 2, completed: 1 },
      { key: 'none', name: 'None', count: 0, started: 0, completed: 0 },
    ],
    schema: { started: 'Started', completed: 'Completed' },
    total: 3,
    truncated: true,
    computed_at: NOW,
  };

  const card = (title: string) => screen.findByRole('region', { name: title });

  /** Opens a dashboard with one table, in which three are urgent. */
  async function openTable() {
    const { server, dashboard, path } = aDashboard();
    server.addTable(dashboard, 'By priority');
    const { signal } = renderDashboards(path, server);
    await screen.findByRole('row', { name: /Urgent 3/ });
    return { server, dashboard, signal };
  }

  it('can be followed @full', async () => {
    const { server, dashboard, path } = aDashboard();
    const queries: unknown[] = [];
    server.answer({
      putDashboardSubscription: ({ params, body }) => {
        queries.push([params.id, body]);
        return { level: body.level, source: 'own' };
      },
    });
    renderDashboards(path, server);
    await click('button', 'Follow');
    await click('menuitemradio', /^Everything/);
    await waitFor(() =>
      expect(queries).toEqual([[dashboard.id, { level: 'all' }]]),
    );
  });

  it('shows each widget with its numbers, zero as zero', async () => {
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'By priority', {
      widget_type: 'table',
      config: { x_axis: 'PRIORITY', group_by: 'STATE_GROUPS' },
    });
    server.shown.set('By priority', bars);
    server.addWidget(dashboard, 'Open', {
      config: { chart_type: 'number', metric: 'pending' },
    });
    server.shown.set('Open', {
      value: 214,
      previous_value: 200,
      metric: 'pending',
      spark: [1, 3, 2],
      computed_at: NOW,
    });
    server.addWidget(dashboard, 'Read me', {
      widget_type: 'text',
      config: { text: '**Welcome**' },
    });
    renderDashboards(path, server);
    const table = within(
      await screen.findByRole('region', { name: 'Numbers of By priority' }),
    );
    expect(
      (await table.findAllByRole('row')).map(({ textContent }) => textContent),
    ).toEqual(['NameValueStartedCompleted', 'Urgent321', 'None000', 'Total3']);
    const open = within(await card('Open'));
    expect(open.getByText('214')).toBeVisible();
    expect(
      open.getByText('7% more than in the previous period (200)'),
    ).toBeInTheDocument();
    expect(screen.getByText('Welcome')).toBeVisible();
    expect(screen.getByLabelText(/^Not all values are shown/)).toBeVisible();
  });

  it('describes a chart in words, and shows its numbers as a table @full', async () => {
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'By priority');
    renderDashboards(path, server);
    expect(
      await screen.findByRole('img', {
        name: 'By priority: 2 values, 4 in total, maximum Urgent 3',
      }),
    ).toBeVisible();
    await click('button', 'Actions for By priority');
    await click('menuitem', 'Show as table');
    expect(screen.getByRole('cell', { name: '3' })).toBeVisible();
  });

  it('says where the owner sees more @full', async () => {
    const { server, dashboard, path } = aDashboard({
      access: 'shared',
      is_default: true,
      owner_ref: 'user:default/alex.admin',
      owner_name: 'Alex Admin',
    });
    server.me.workspaces[0].role = 'guest';
    server.addWidget(dashboard, 'By priority');
    server.shown.set('By priority', { ...someBars, is_partial: true });
    renderDashboards(path, server);
    expect(
      await screen.findByLabelText(/Alex Admin sees more/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
    expect(screen.getByText('By Alex Admin')).toBeVisible();
    expect(
      screen.getByTitle('Default dashboard of Everybody'),
    ).toBeInTheDocument();
  });

  it('tells its owner of projects that they no longer see @full', async () => {
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'By priority');
    server.shown.set('By priority', { ...someBars, is_partial: true });
    renderDashboards(path, server);
    expect(
      await screen.findByLabelText(
        'Some projects are excluded. The filters include projects that you do not have access to.',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByLabelText(/sees more/)).toBeNull();
  });

  it('lists items with links, states and people', async () => {
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'Due soon', {
      widget_type: 'work_items_list',
      config: { x_axis: 'TARGET_DATE' },
    });
    const id = toFakeId('item', 1);
    server.shown.set('Due soon', {
      items: [
        {
          id,
          project_id: toFakeId('project', 1),
          identifier: 'PAY-1',
          title: 'Fix rounding',
          state_name: 'In Review',
          state_color: '#112233',
          state_group: 'started',
          assignees: [
            { user_ref: 'user:default/max.member', name: 'Max Member' },
          ],
          target_date: '2026-11-20',
        },
      ],
      total: 7,
      truncated: true,
      computed_at: NOW,
    });
    server.answer({
      listResources: () => ({
        items: [
          {
            type: 'work_item',
            id,
            title: 'PAY-1 Fix rounding',
            workspace_slug: 'default',
            url: '/work/PAY-1',
          },
        ],
        deleted: [],
      }),
    });
    renderDashboards(path, server);
    const list = within(
      await screen.findByRole('region', { name: 'Items of Due soon' }),
    );
    expect(
      await list.findByRole('link', { name: 'Fix rounding' }),
    ).toHaveAttribute('href', '/work/PAY-1');
    expect(list.getAllByRole('row')[1]).toHaveTextContent(
      /PAY-1Fix rounding.*In Review.*Max Member.*Nov 20/,
    );
    expect(list.getByText('1 of 7')).toBeVisible();
    await click('button', 'Show all rows', list);
    expect(
      await screen.findByRole('dialog', { name: 'Due soon' }),
    ).toBeVisible();
  });

  it('says of a list without items that nothing matches', async () => {
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'Due soon', {
      widget_type: 'work_items_list',
      config: {},
    });
    server.shown.set('Due soon', { items: [], total: 0, computed_at: NOW });
    renderDashboards(path, server);
    expect(
      await within(await card('Due soon')).findByText('No data'),
    ).toBeVisible();
  });

  it('names the states and the people of the rows behind a number', async () => {
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockReturnValue(600);
    const { server, dashboard, path } = aDashboard();
    server.addTable(dashboard, 'By priority');
    server.answer({
      listWidgetRows: () =>
        pageOfItems([
          newWorkItem(1, {
            title: 'Fix rounding',
            assignees: ['user:default/max.member'],
            target_date: '2026-11-20',
          }),
        ]),
      listResources: () => ({
        items: [
          {
            type: 'work_state',
            id: toFakeId('state', 1),
            title: 'In Review',
            workspace_slug: 'default',
            url: '/work',
            color: '#112233',
            group: 'started',
          },
        ],
        deleted: [],
      }),
    });
    renderDashboards(path, server, undefined, [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'User',
        metadata: { name: 'max.member', namespace: 'default' },
        spec: { profile: { displayName: 'Max Member' } },
      },
    ]);
    const row = await screen.findByRole('row', { name: /Urgent/ });
    await click('button', '3', row);
    const drawer = within(
      await screen.findByRole('dialog', { name: 'By priority · Urgent' }),
    );
    expect(await drawer.findByText('Max Member')).toBeVisible();
    expect(await drawer.findByText('In Review')).toBeVisible();
    expect(
      drawer.getAllByRole('columnheader').map(one => one.textContent),
    ).toEqual(['ID', 'Work item', 'State', 'Assignees', 'Due']);
  });

  it('lists what people did behind a number of activity', async () => {
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockReturnValue(600);
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'What people do', {
      widget_type: 'activity_chart',
      config: { chart_type: 'table', x_axis: 'ACTION' },
    });
    server.answer({
      listWidgetRows: () => ({
        success: true,
        activities: [
          createExampleItem('listMyProjectsActivity', {
            user_id: 'user:default/max.member',
            user_name: 'Max Member',
            entity_label: 'PAY-1 Fix rounding',
          }),
        ],
        total: 1,
        page: null,
        limit: 50,
        next_cursor: null,
      }),
    });
    renderDashboards(path, server);
    await click('button', '3', await screen.findByRole('row', { name: / 3/ }));
    const drawer = within(
      await screen.findByRole('dialog', { name: /What people do/ }),
    );
    expect(await drawer.findByText('Max Member')).toBeVisible();
    expect(drawer.getByText('PAY-1 Fix rounding')).toBeVisible();
  });

  it('lets who may change it edit and duplicate a widget from its menu', async () => {
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'By priority');
    renderDashboards(path, server);
    await click('button', 'Actions for By priority');
    await click('menuitem', 'Duplicate');
    await waitFor(() => expect(server.widgets).toHaveLength(2));
    expect(server.widgets[1]).toMatchObject({
      title: 'By priority',
      size: { x: 0, y: 6 },
    });
    await click('button', 'Undo');
    await waitFor(() => expect(server.widgets).toHaveLength(1));
    await click('button', 'Actions for By priority');
    await click('menuitem', 'Edit');
    expect(
      await screen.findByRole('dialog', { name: 'Edit widget' }),
    ).toBeVisible();
  });

  it('offers no changes of widgets to others', async () => {
    const { server, dashboard, path } = aDashboard({
      access: 'shared',
      owner_ref: 'user:default/alex.admin',
      owner_name: 'Alex Admin',
    });
    server.me.workspaces[0].role = 'member';
    server.addWidget(dashboard, 'By priority');
    renderDashboards(path, server);
    await click('button', 'Actions for By priority');
    expect(
      await screen.findByRole('menuitem', { name: 'Show as table' }),
    ).toBeVisible();
    expect(screen.queryByRole('menuitem', { name: 'Edit' })).toBeNull();
  });

  it('leads from a number to the rows behind it @full', async () => {
    // jsdom has no layout: a list without a height draws no rows.
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockReturnValue(600);
    const { server, dashboard, path } = aDashboard();
    const widget = server.addTable(dashboard, 'By priority');
    server.answer({
      listWidgetRows: () =>
        pageOfItems([newWorkItem(1, { title: 'Fix rounding' })]),
    });
    renderDashboards(`${path}?range=last_7_days`, server);
    const row = await screen.findByRole('row', { name: /Urgent/ });
    await click('button', '3', row);
    const drawer = within(
      await screen.findByRole('dialog', { name: 'By priority · Urgent' }),
    );
    expect(await drawer.findByText(/Fix rounding/)).toBeVisible();
    expect(
      server
        .listQueries(
          `/workspaces/default/dashboards/${dashboard.id}/widgets/${widget.id}/rows`,
        )[0]
        .toString(),
    ).toBe('date_range=last_7_days&key=urgent');
  });

  it('keeps the range in the address, and asks all widgets for it @full', async () => {
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'By priority');
    renderDashboards(path, server);
    await click('button', 'Each widget’s date range');
    await click('menuitem', /^This week/);
    await waitFor(() =>
      expect(server.requests).toContainEqual(
        expect.stringMatching(/\/data\?date_range=this_week$/),
      ),
    );
    await click('button', 'Clear');
    expect(
      await screen.findByRole('button', { name: 'Each widget’s date range' }),
    ).toBeVisible();
  });

  it('says of one widget that it failed, and shows the others @full', async () => {
    const { server, dashboard, path } = aDashboard();
    const slow = server.addWidget(dashboard, 'Slow');
    server.addTable(dashboard, 'Fast');
    let isDown = true;
    server.answer({
      getWidgetData: ({ params }) => {
        if (params.wid === slow.id && isDown) {
          throw new Refusal(503, 'It takes too long');
        }
        return someBars;
      },
    });
    renderDashboards(path, server);
    const failed = within(await card('Slow'));
    expect(await failed.findByText('It takes too long')).toBeVisible();
    expect(screen.getByRole('row', { name: /Urgent/ })).toBeVisible();
    isDown = false;
    await click('button', 'Try again', failed);
    await waitFor(() => expect(failed.queryByRole('alert')).toBeNull());
  });

  it('asks for its numbers again when something changes @full', async () => {
    const { server, signal } = await openTable();
    server.shown.set('By priority', {
      ...someBars,
      data: [{ key: 'urgent', name: 'Urgent', count: 8 }],
    });
    await signal(createChangeSignal('work_item'));
    expect(await screen.findByRole('row', { name: /Urgent 8/ })).toBeVisible();
  });

  it('asks for its numbers again when somebody changes its filters @full', async () => {
    const { server, dashboard, signal } = await openTable();
    server.shown.set('By priority', {
      ...someBars,
      data: [{ key: 'urgent', name: 'Urgent', count: 2 }],
    });
    await signal(createChangeSignal('dashboard', dashboard.id));
    expect(await screen.findByRole('row', { name: /Urgent 2/ })).toBeVisible();
  });

  it('asks for its numbers again when it may have missed changes @full', async () => {
    const { server, signal } = await openTable();
    const data = [{ key: 'urgent', name: 'Urgent', count: 8 }];
    server.answer({
      getLive: () => ({ channels: [{ name: 'other', topics: ['change'] }] }),
      // Cached responses of other users are older.
      getWidgetData: ({ query }) =>
        query.has('max_age') ? someBars : { ...someBars, data },
    });
    await signal({ type: 'renew' });
    expect(await screen.findByRole('row', { name: /Urgent 8/ })).toBeVisible();
  });

  it('says of one that is gone, or somebody else’s, that it is not there', async () => {
    const { server } = aDashboard();
    renderDashboards(`/dashboards/${toFakeId('dashboard', 99)}`, server);
    expect(await screen.findByText('Dashboard not found')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'All dashboards of Everybody' }),
    ).toHaveAttribute('href', '/dashboards?workspace=default');
  });

  it('offers its owner to put something on it, and says of others’ that it is empty', async () => {
    const { server, path } = aDashboard();
    renderDashboards(path, server);
    expect(
      await screen.findByRole('button', { name: 'Add widget' }),
    ).toBeVisible();
  });
});

describe('a dashboard that is narrowed down for everybody', () => {
  const [seen, deleted, lost] = [1, 2, 3].map(at => toFakeId('project', at));

  it('says to what, without the name or the id of what the viewer may not see', async () => {
    const { server, path } = aDashboard({
      config: {
        project_ids: [seen, deleted, lost],
        department_ids: [null],
        filters: { priority: ['urgent'] },
      },
    });
    server.answer({
      listResources: () => ({
        items: [
          {
            type: 'project',
            id: seen,
            title: 'Payments',
            workspace_slug: 'default',
            url: '/payments',
          },
        ],
        deleted: [{ type: 'project', id: deleted }],
      }),
    });
    renderDashboards(path, server);
    expect(
      await screen.findByText(
        'Only Payments, Deleted project, Hidden project, and 1 more · 1 filter on all widgets',
      ),
    ).toBeVisible();
    expect(document.body).not.toHaveTextContent(lost);
  });

  it('looks up only the names that it shows @full', async () => {
    const ids = [1, 2, 3, 4, 5].map(at => toFakeId('project', at));
    const { server, path } = aDashboard({
      config: {
        project_ids: ids.slice(0, 2),
        department_ids: ids.map(() => toFakeId('department', 1)),
      },
    });
    const queries: Array<Record<string, string>> = [];
    server.answer({
      listResources: ({ query }) => {
        queries.push(Object.fromEntries(query));
        return { items: [], deleted: [] };
      },
    });
    renderDashboards(path, server);
    expect(await screen.findByText(/, and 4 more$/)).toBeVisible();
    expect(queries).toEqual([
      { projects: ids.slice(0, 2).join() },
      { departments: toFakeId('department', 1) },
    ]);
  });
});

describe('the numbers of a dashboard', () => {
  it('say when they were counted, and are counted anew on demand, whatever others were told', async () => {
    const { server, dashboard, path } = aDashboard();
    const titles = ['By priority', 'Also by priority'];
    titles.forEach(title => server.addTable(dashboard, title));
    let minute = 41;
    const ages: Array<string | null> = [];
    server.answer({
      getWidgetData: ({ query }) => {
        ages.push(query.get('max_age'));
        return { ...someBars, computed_at: `2026-11-21T09:${minute}:30.000Z` };
      },
    });
    renderDashboards(path, server);
    expect(await screen.findByText('As of 9:41 AM')).toBeVisible();
    minute = 58;
    await click('button', 'Refresh');
    expect(await screen.findByText('As of 9:58 AM')).toBeVisible();
    expect(ages).toEqual([null, null, '0', '0']);
  });

  it('are not waited for by a page that has none @full', async () => {
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'Read me', {
      widget_type: 'text',
      config: { text: 'Welcome' },
    });
    renderDashboards(path, server);
    expect(await screen.findByText('Welcome')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Refresh' })).toBeNull();
  });
});

describe('a dashboard on a wall', () => {
  // jsdom has no full screen: remove the properties that a test has defined.
  afterEach(() => {
    Reflect.deleteProperty(document, 'fullscreenElement');
    Reflect.deleteProperty(document, 'exitFullscreen');
    Reflect.deleteProperty(document.documentElement, 'requestFullscreen');
  });

  it('fills the screen, and Esc leaves that @full', async () => {
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'By priority');
    renderDashboards(path, server);
    await screen.findByRole('region', { name: 'By priority' });
    await userEvent.keyboard('f');
    const wall = await screen.findByRole('dialog', { name: 'Team health' });
    expect(wall).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(wall).not.toBeInTheDocument());
  });

  it('leaves its full screen when the browser does, as Esc makes it', async () => {
    let isFull = false;
    const turn = (to: boolean) => async () => {
      isFull = to;
      document.dispatchEvent(new Event('fullscreenchange'));
    };
    Object.defineProperties(document, {
      fullscreenElement: {
        configurable: true,
        get: () => (isFull ? document.documentElement : null),
      },
      exitFullscreen: { configurable: true, value: turn(false) },
    });
    Object.defineProperty(document.documentElement, 'requestFullscreen', {
      configurable: true,
      value: turn(true),
    });
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'By priority');
    renderDashboards(path, server);
    await screen.findByRole('region', { name: 'By priority' });
    await userEvent.keyboard('f');
    const wall = await screen.findByRole('dialog', { name: 'Team health' });
    await act(turn(false));
    await waitFor(() => expect(wall).not.toBeInTheDocument());
  });

  it('says on a wall of when its numbers are @full', async () => {
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'By priority');
    server.shown.set('By priority', {
      ...someBars,
      computed_at: '2026-11-21T09:41:30.000Z',
    });
    server.addWidget(dashboard, 'By state');
    server.shown.set('By state', {
      ...someBars,
      computed_at: '2026-11-21T09:42:30.000Z',
    });
    renderDashboards(`${path}?mode=wall`, server);
    expect(await screen.findByText('As of 9:42 AM')).toBeVisible();
  });
});

describe('the link of a dashboard', () => {
  const copied = jest.fn();

  // jsdom has no clipboard.
  beforeEach(() => {
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: copied },
    });
  });
  afterEach(() => {
    Reflect.deleteProperty(navigator, 'clipboard');
    window.history.replaceState(null, '', '/');
    copied.mockReset();
  });

  it('leaves out of its link what only the viewer has open @full', async () => {
    const { path, server, dashboard } = aDashboard({ access: 'shared' });
    window.history.replaceState(
      null,
      '',
      `${path}?range=this_week&mode=wall&widget=new&rows=${dashboard.id}&key=urgent&group=started`,
    );
    renderDashboards(path, server);
    await click('button', 'Copy link');
    expect(copied).toHaveBeenCalledWith(
      `${window.location.origin}${path}?range=this_week&workspace=default`,
    );
  });

  it('tells who shares a private one that nobody else can open it', async () => {
    const { server, dashboard, path } = aDashboard();
    renderDashboards(path, server);
    await click('button', 'Copy link');
    await click('button', 'Share and copy link');
    await waitFor(() => expect(dashboard.access).toBe('shared'));
    await waitFor(() => expect(copied).toHaveBeenCalledTimes(1));
  });
});

describe('numbers that somebody looks at', () => {
  const workspace_id = toFakeId('workspace', 1);

  /** Opens a dashboard with numbers of work and of activity, and counts the requests of each. */
  async function openBoth() {
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'Work');
    const activity = server.addWidget(dashboard, 'Activity', {
      widget_type: 'activity_chart',
      config: { chart_type: 'bar', x_axis: 'USER' },
    });
    const queries = { work: 0, activity: 0 };
    server.answer({
      getWidgetData: ({ params }) => {
        queries[params.wid === activity.id ? 'activity' : 'work'] += 1;
        return someBars;
      },
    });
    jest.useFakeTimers({ advanceTimers: true });
    const { signal } = renderDashboards(path, server);
    await screen.findByRole('img', { name: /^Work: 2 values/ });
    await screen.findByRole('img', { name: /^Activity: 2 values/ });
    expect(queries).toEqual({ work: 1, activity: 1 });
    return { queries, signal };
  }

  const aChange = createChangeSignal('work_item');

  /** The time in which all refetches after a signal are sent. */
  const advance = () => act(() => jest.advanceTimersByTimeAsync(5_000));

  afterEach(() => jest.useRealTimers());

  it('are asked for again with each page view only where they are of activity', async () => {
    const { queries, signal } = await openBoth();
    await signal({ type: 'activity', workspace_id });
    await advance();
    expect(queries).toEqual({ work: 1, activity: 3 });
  });

  it('are all asked for again with each change @full', async () => {
    const { queries, signal } = await openBoth();
    await signal({ type: 'activity', workspace_id });
    await signal(aChange);
    await advance();
    expect(queries).toEqual({ work: 3, activity: 3 });
  });

  it('are asked for again while those of another widget are still being read', async () => {
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'Slow');
    const work = server.addWidget(dashboard, 'Work');
    const queries = { slow: 0, work: 0 };
    let end = () => {};
    server.answer({
      getWidgetData: async ({ params }) => {
        if (params.wid === work.id) {
          queries.work += 1;
        } else {
          queries.slow += 1;
          await new Promise<void>(resolve => {
            end = resolve;
          });
        }
        return someBars;
      },
    });
    jest.useFakeTimers({ advanceTimers: true });
    const { signal } = renderDashboards(path, server);
    await screen.findByRole('img', { name: /^Work: 2 values/ });
    await signal(aChange);
    await advance();
    expect(queries).toEqual({ slow: 1, work: 3 });
    end();
    await advance();
    expect(queries).toEqual({ slow: 2, work: 3 });
    end();
  });

  it('are left alone by what happens in other workspaces @full', async () => {
    const { queries, signal } = await openBoth();
    await signal({ type: 'activity', workspace_id: toFakeId('workspace', 2) });
    await advance();
    expect(queries).toEqual({ work: 1, activity: 1 });
  });
});

describe('two values', () => {
  it.each([
    [{ x: 0, y: { a: 1, b: [2] } }, { y: { b: [2], a: 1 }, x: 0 }, true],
    [undefined, null, true],
    [{ x: undefined }, {}, true],
    [{ x: null }, {}, false],
    [{}, undefined, false],
    [[1, 2], [2, 1], false],
  ])('%j and %j say the same: %p', (one, other, expected) => {
    expect(isSame(one, other)).toBe(expected);
  });
});
