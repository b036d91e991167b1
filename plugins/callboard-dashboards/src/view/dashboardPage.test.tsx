import {
  permissions,
  type WidgetBars,
} from '@callboard/plugin-callboard-common';
import {
  click,
  createExampleItem,
  toFakeId,
  newWorkItem,
  NOW,
  toPage,
  ErrorResponse,
} from '@callboard/plugin-callboard-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { defaultBars } from '../__testUtils__/FakeDashboards';
import {
  setUpDashboard,
  createChangeSignal,
} from '../__testUtils__/setUpDashboard';
import { renderDashboards } from '../__testUtils__/renderDashboards';
import { isEqual } from '../data/mergeFields';

describe('dashboard page', () => {
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

  const findCard = (title: string) =>
    screen.findByRole('region', { name: title });

  /** Opens a dashboard with one table, in which three items are urgent. */
  async function openTable() {
    const { server, dashboard, path } = setUpDashboard();
    server.addTable(dashboard, 'By priority');
    const { signal } = renderDashboards(path, server);
    await screen.findByRole('row', { name: /Urgent 3/ });
    return { server, dashboard, signal };
  }

  it('allows following the dashboard @full', async () => {
    const { server, dashboard, path } = setUpDashboard();
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

  it('shows the data of each widget, including zero values', async () => {
    const { server, dashboard, path } = setUpDashboard();
    server.addWidget(dashboard, 'By priority', {
      widget_type: 'table',
      config: { x_axis: 'PRIORITY', group_by: 'STATE_GROUPS' },
    });
    server.widgetData.set('By priority', bars);
    server.addWidget(dashboard, 'Open', {
      config: { chart_type: 'number', metric: 'pending' },
    });
    server.widgetData.set('Open', {
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
      await screen.findByRole('region', { name: 'Data of By priority' }),
    );
    expect(
      (await table.findAllByRole('row')).map(({ textContent }) => textContent),
    ).toEqual(['NameValueStartedCompleted', 'Urgent321', 'None000', 'Total3']);
    const open = within(await findCard('Open'));
    expect(open.getByText('214')).toBeVisible();
    expect(
      open.getByText('7% more than in the previous period (200)'),
    ).toBeInTheDocument();
    expect(screen.getByText('Welcome')).toBeVisible();
    expect(screen.getByLabelText(/^Not all values are shown/)).toBeVisible();
  });

  it('shows a change that rounds to 0% like no change', async () => {
    const { server, dashboard, path } = setUpDashboard();
    const values = { Unchanged: 1_000, Rounded: 998, Halved: 500 };
    for (const [title, value] of Object.entries(values)) {
      server.addWidget(dashboard, title, {
        config: { chart_type: 'number', metric: 'completed' },
      });
      server.widgetData.set(title, {
        value,
        previous_value: 1_000,
        metric: 'completed',
        computed_at: NOW,
      });
    }
    renderDashboards(path, server);
    const findTrend = async (title: string, change: string) => {
      const text = await within(await findCard(title)).findByText(change);
      const badge = text.parentElement!;
      return {
        icon: badge.querySelector('svg')!.dataset.testid,
        colour: getComputedStyle(badge).color,
      };
    };
    const unchanged = await findTrend('Unchanged', '0%');
    const halved = await findTrend('Halved', '50%');
    expect(unchanged.icon).toBe('DragHandleIcon');
    expect(halved.icon).toBe('ArrowDownwardIcon');
    expect(halved.colour).not.toBe(unchanged.colour);
    expect(await findTrend('Rounded', '0%')).toEqual(unchanged);
  });

  it('describes a chart in its accessible name and shows its data as a table @full', async () => {
    const { server, dashboard, path } = setUpDashboard();
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

  it('shows that the owner has access to more data than the viewer @full', async () => {
    const { server, dashboard, path } = setUpDashboard({
      access: 'shared',
      is_default: true,
      owner_ref: 'user:default/alex.admin',
      owner_name: 'Alex Admin',
    });
    server.me.workspaces[0].role = 'guest';
    server.addWidget(dashboard, 'By priority');
    server.widgetData.set('By priority', { ...defaultBars, is_partial: true });
    renderDashboards(path, server);
    expect(
      await screen.findByLabelText(/Alex Admin has access to more projects/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
    expect(screen.getByText('By Alex Admin')).toBeVisible();
    expect(
      screen.getByTitle('Default dashboard of Everybody'),
    ).toBeInTheDocument();
  });

  it('shows owners a note when they have no access to some time @full', async () => {
    const { server, dashboard, path } = setUpDashboard();
    server.addWidget(dashboard, 'By priority');
    server.widgetData.set('By priority', { ...defaultBars, is_partial: true });
    renderDashboards(path, server);
    expect(
      await screen.findByLabelText(
        'Some logged time is excluded. You cannot see the time logged in some projects.',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByLabelText(/has access to more/)).toBeNull();
  });

  it.each([
    [
      'logged time',
      { config: { chart_type: 'bar', metric: 'logged_minutes' } },
      'Some logged time is excluded. You cannot see the time logged in some projects.',
    ],
    [
      'an overview',
      { widget_type: 'analytics_overview', config: {} },
      'Partial data. Includes only data that you have access to.',
    ],
  ] as const)(
    'explains what is hidden from %s, and omits the projects of the owner',
    async (_, definition, note) => {
      const { server, dashboard, path } = setUpDashboard({
        owner_name: 'Alex Admin',
        owner_ref: 'user:default/alex.admin',
        access: 'shared',
      });
      server.addWidget(dashboard, 'Logged', definition);
      server.widgetData.set('Logged', { ...defaultBars, is_partial: true });
      renderDashboards(path, server);
      expect(await screen.findByLabelText(note)).toBeInTheDocument();
      expect(screen.queryByLabelText(/has access to more/)).toBeNull();
    },
  );

  it('lists work items with links, states and assignees', async () => {
    const { server, dashboard, path } = setUpDashboard();
    server.addWidget(dashboard, 'Due soon', {
      widget_type: 'work_items_list',
      config: { x_axis: 'TARGET_DATE' },
    });
    const id = toFakeId('item', 1);
    server.widgetData.set('Due soon', {
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
    await click('button', 'Show underlying records', list);
    expect(
      await screen.findByRole('dialog', { name: 'Due soon' }),
    ).toBeVisible();
  });

  it('shows an empty message for a list without work items', async () => {
    const { server, dashboard, path } = setUpDashboard();
    server.addWidget(dashboard, 'Due soon', {
      widget_type: 'work_items_list',
      config: {},
    });
    server.widgetData.set('Due soon', {
      items: [],
      total: 0,
      computed_at: NOW,
    });
    renderDashboards(path, server);
    expect(
      await within(await findCard('Due soon')).findByText('No data'),
    ).toBeVisible();
  });

  it('names the rows behind a widget without a title', async () => {
    const { server, dashboard, path } = setUpDashboard();
    server.addWidget(dashboard, '', {
      widget_type: 'work_items_list',
      config: {},
    });
    server.widgetData.set('', { items: [], total: 0, computed_at: NOW });
    renderDashboards(path, server);
    await click('button', 'Actions for Untitled');
    await click('menuitem', 'Show underlying records');
    const drawer = await screen.findByRole('dialog', { name: 'Untitled' });
    expect(
      within(drawer).getByRole('heading', { name: 'Untitled' }),
    ).toBeVisible();
  });

  it('shows state and assignee names in the rows behind a value', async () => {
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockReturnValue(600);
    const { server, dashboard, path } = setUpDashboard();
    server.addTable(dashboard, 'By priority');
    server.answer({
      listWidgetRows: () =>
        toPage([
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
    renderDashboards(path, server, undefined, {
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'User',
          metadata: { name: 'max.member', namespace: 'default' },
          spec: { profile: { displayName: 'Max Member' } },
        },
      ],
    });
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

  it('lists the activity entries behind a value of an activity widget', async () => {
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockReturnValue(600);
    const { server, dashboard, path } = setUpDashboard();
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

  it('allows editors to edit and duplicate a widget from its menu', async () => {
    const { server, dashboard, path } = setUpDashboard();
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

  it('hides the widget edit action from users who cannot edit the dashboard', async () => {
    const { server, dashboard, path } = setUpDashboard({
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

  it('hides the actions that the portal’s policy denies', async () => {
    const { server, dashboard, path } = setUpDashboard();
    server.addWidget(dashboard, 'By priority');
    const { dashboard: byAction, dashboardSchedule } = permissions;
    renderDashboards(path, server, undefined, {
      denied: [byAction.update, dashboardSchedule.create],
    });
    await click('button', 'Export');
    await click('menuitem', 'Schedule emails…');
    const dialog = await screen.findByRole('dialog', { name: /Team health/ });
    expect(await within(dialog).findByText(/^No /)).toBeVisible();
    expect(within(dialog).queryByRole('button', { name: /^Add/ })).toBeNull();
    await click('button', 'Close', dialog);
    await click('button', 'Actions for By priority');
    expect(
      await screen.findByRole('menuitem', { name: 'Show as table' }),
    ).toBeVisible();
    expect(screen.queryByRole('menuitem', { name: 'Edit' })).toBeNull();
    for (const name of ['Edit', 'Dashboard settings', 'Copy link']) {
      expect(screen.queryByRole('button', { name, hidden: true })).toBeNull();
    }
  });

  it('opens the rows behind a value with the date range of the view @full', async () => {
    // jsdom has no layout: a list without a height draws no rows.
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockReturnValue(600);
    const { server, dashboard, path } = setUpDashboard();
    const widget = server.addTable(dashboard, 'By priority');
    server.answer({
      listWidgetRows: () => toPage([newWorkItem(1, { title: 'Fix rounding' })]),
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

  it('requests widget data with the selected date range and clears it @full', async () => {
    const { server, dashboard, path } = setUpDashboard();
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

  it('shows an error in the failed widget only and retries it @full', async () => {
    const { server, dashboard, path } = setUpDashboard();
    const slow = server.addWidget(dashboard, 'Slow');
    server.addTable(dashboard, 'Fast');
    let isDown = true;
    server.answer({
      getWidgetData: ({ params }) => {
        if (params.wid === slow.id && isDown) {
          throw new ErrorResponse(503, 'It takes too long');
        }
        return defaultBars;
      },
    });
    renderDashboards(path, server);
    const failed = within(await findCard('Slow'));
    expect(await failed.findByText('It takes too long')).toBeVisible();
    expect(screen.getByRole('row', { name: /Urgent/ })).toBeVisible();
    isDown = false;
    await click('button', 'Try again', failed);
    await waitFor(() => expect(failed.queryByRole('alert')).toBeNull());
  });

  it('refetches widget data when a work item changes @full', async () => {
    const { server, signal } = await openTable();
    server.widgetData.set('By priority', {
      ...defaultBars,
      data: [{ key: 'urgent', name: 'Urgent', count: 8 }],
    });
    await signal(createChangeSignal('work_item'));
    expect(await screen.findByRole('row', { name: /Urgent 8/ })).toBeVisible();
  });

  it('refetches widget data when another user changes the dashboard @full', async () => {
    const { server, dashboard, signal } = await openTable();
    server.widgetData.set('By priority', {
      ...defaultBars,
      data: [{ key: 'urgent', name: 'Urgent', count: 2 }],
    });
    await signal(createChangeSignal('dashboard', dashboard.id));
    expect(await screen.findByRole('row', { name: /Urgent 2/ })).toBeVisible();
  });

  it('refetches without cached data after a possible gap in live updates @full', async () => {
    const { server, signal } = await openTable();
    const data = [{ key: 'urgent', name: 'Urgent', count: 8 }];
    server.answer({
      getLive: () => ({ channels: [{ name: 'other', topics: ['change'] }] }),
      // Cached responses of other users are older.
      getWidgetData: ({ query }) =>
        query.has('max_age') ? defaultBars : { ...defaultBars, data },
    });
    await signal({ type: 'renew' });
    expect(await screen.findByRole('row', { name: /Urgent 8/ })).toBeVisible();
  });

  it('shows a not-found message for a missing dashboard', async () => {
    const { server } = setUpDashboard();
    renderDashboards(`/dashboards/${toFakeId('dashboard', 99)}`, server);
    expect(await screen.findByText('Dashboard not found')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'All dashboards of Everybody' }),
    ).toHaveAttribute('href', '/dashboards?workspace=default');
  });

  it('offers the owner of an empty dashboard to add a widget', async () => {
    const { server, path } = setUpDashboard();
    renderDashboards(path, server);
    expect(
      await screen.findByRole('button', { name: 'Add widget' }),
    ).toBeVisible();
  });
});

describe('dashboard-wide filters', () => {
  const [seen, deleted, lost] = [1, 2, 3].map(at => toFakeId('project', at));

  it('shows the filters without names or ids of projects the viewer has no access to', async () => {
    const { server, path } = setUpDashboard({
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

  it('requests only the names that are shown @full', async () => {
    const ids = [1, 2, 3, 4, 5].map(at => toFakeId('project', at));
    const { server, path } = setUpDashboard({
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

describe('dashboard data refresh', () => {
  it('shows the time of the data and bypasses cached responses on manual refresh', async () => {
    const { server, dashboard, path } = setUpDashboard();
    const titles = ['By priority', 'Also by priority'];
    titles.forEach(title => server.addTable(dashboard, title));
    let minute = 41;
    const ages: Array<string | null> = [];
    server.answer({
      getWidgetData: ({ query }) => {
        ages.push(query.get('max_age'));
        return {
          ...defaultBars,
          computed_at: `2026-11-21T09:${minute}:30.000Z`,
        };
      },
    });
    renderDashboards(path, server);
    expect(await screen.findByText('As of 9:41 AM')).toBeVisible();
    minute = 58;
    await click('button', 'Refresh');
    expect(await screen.findByText('As of 9:58 AM')).toBeVisible();
    expect(ages).toEqual([null, null, '0', '0']);
  });

  it('omits the refresh button when no widget has data @full', async () => {
    const { server, dashboard, path } = setUpDashboard();
    server.addWidget(dashboard, 'Read me', {
      widget_type: 'text',
      config: { text: 'Welcome' },
    });
    renderDashboards(path, server);
    expect(await screen.findByText('Welcome')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Refresh' })).toBeNull();
  });
});

describe('dashboard wall mode', () => {
  // jsdom has no full screen: remove the properties that a test has defined.
  afterEach(() => {
    Reflect.deleteProperty(document, 'fullscreenElement');
    Reflect.deleteProperty(document, 'exitFullscreen');
    Reflect.deleteProperty(document.documentElement, 'requestFullscreen');
  });

  it('opens on the F key and closes on Escape @full', async () => {
    const { server, dashboard, path } = setUpDashboard();
    server.addWidget(dashboard, 'By priority');
    renderDashboards(path, server);
    await screen.findByRole('region', { name: 'By priority' });
    await userEvent.keyboard('f');
    const wall = await screen.findByRole('dialog', { name: 'Team health' });
    expect(wall).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(wall).not.toBeInTheDocument());
  });

  it('closes when the browser leaves full screen', async () => {
    let isFull = false;
    const setFullScreen = (value: boolean) => async () => {
      isFull = value;
      document.dispatchEvent(new Event('fullscreenchange'));
    };
    Object.defineProperties(document, {
      fullscreenElement: {
        configurable: true,
        get: () => (isFull ? document.documentElement : null),
      },
      exitFullscreen: { configurable: true, value: setFullScreen(false) },
    });
    Object.defineProperty(document.documentElement, 'requestFullscreen', {
      configurable: true,
      value: setFullScreen(true),
    });
    const { server, dashboard, path } = setUpDashboard();
    server.addWidget(dashboard, 'By priority');
    renderDashboards(path, server);
    await screen.findByRole('region', { name: 'By priority' });
    await userEvent.keyboard('f');
    const wall = await screen.findByRole('dialog', { name: 'Team health' });
    await act(setFullScreen(false));
    await waitFor(() => expect(wall).not.toBeInTheDocument());
  });

  it('shows the time of the most recent widget data @full', async () => {
    const { server, dashboard, path } = setUpDashboard();
    server.addWidget(dashboard, 'By priority');
    server.widgetData.set('By priority', {
      ...defaultBars,
      computed_at: '2026-11-21T09:41:30.000Z',
    });
    server.addWidget(dashboard, 'By state');
    server.widgetData.set('By state', {
      ...defaultBars,
      computed_at: '2026-11-21T09:42:30.000Z',
    });
    renderDashboards(`${path}?mode=wall`, server);
    expect(await screen.findByText('As of 9:42 AM')).toBeVisible();
  });
});

describe('dashboard link', () => {
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

  it('omits view-only parameters such as mode and open rows from the copied link @full', async () => {
    const { path, server, dashboard } = setUpDashboard({ access: 'shared' });
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

  it('shares a private dashboard before copying its link', async () => {
    const { server, dashboard, path } = setUpDashboard();
    renderDashboards(path, server);
    await click('button', 'Copy link');
    await click('button', 'Share and copy link');
    await waitFor(() => expect(dashboard.access).toBe('shared'));
    await waitFor(() => expect(copied).toHaveBeenCalledTimes(1));
  });

  it('lists a private dashboard as shared after it was shared', async () => {
    const { server } = setUpDashboard();
    renderDashboards('/dashboards', server);
    await click('link', 'Team health');
    await click('button', 'Copy link');
    await click('button', 'Share and copy link');
    await waitFor(() => expect(copied).toHaveBeenCalledTimes(1));
    await click('link', 'All dashboards');
    const link = await screen.findByRole('link', { name: 'Team health' });
    await waitFor(() =>
      expect(link.closest('[role=row]')).toHaveTextContent('Everyone'),
    );
  });
});

describe('widget data refetch on live signals', () => {
  const workspace_id = toFakeId('workspace', 1);

  /**
   * Opens a dashboard with a work widget and an activity widget, and counts the requests of each.
   */
  async function openBothWidgets() {
    const { server, dashboard, path } = setUpDashboard();
    server.addWidget(dashboard, 'Work');
    const activity = server.addWidget(dashboard, 'Activity', {
      widget_type: 'activity_chart',
      config: { chart_type: 'bar', x_axis: 'USER' },
    });
    const queries = { work: 0, activity: 0 };
    server.answer({
      getWidgetData: ({ params }) => {
        queries[params.wid === activity.id ? 'activity' : 'work'] += 1;
        return defaultBars;
      },
    });
    jest.useFakeTimers({ advanceTimers: true });
    const { signal } = renderDashboards(path, server);
    await screen.findByRole('img', { name: /^Work: 2 values/ });
    await screen.findByRole('img', { name: /^Activity: 2 values/ });
    expect(queries).toEqual({ work: 1, activity: 1 });
    return { queries, signal };
  }

  const changeSignal = createChangeSignal('work_item');

  /** Advances the clock until all refetches after a signal have been sent. */
  const advance = () => act(() => jest.advanceTimersByTimeAsync(5_000));

  afterEach(() => jest.useRealTimers());

  it('refetches only activity widgets after an activity signal', async () => {
    const { queries, signal } = await openBothWidgets();
    await signal({ type: 'activity', workspace_id });
    await advance();
    expect(queries).toEqual({ work: 1, activity: 3 });
  });

  it('refetches all widgets after a change signal @full', async () => {
    const { queries, signal } = await openBothWidgets();
    await signal({ type: 'activity', workspace_id });
    await signal(changeSignal);
    await advance();
    expect(queries).toEqual({ work: 3, activity: 3 });
  });

  it('refetches a widget while the request of another widget is pending', async () => {
    const { server, dashboard, path } = setUpDashboard();
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
        return defaultBars;
      },
    });
    jest.useFakeTimers({ advanceTimers: true });
    const { signal } = renderDashboards(path, server);
    await screen.findByRole('img', { name: /^Work: 2 values/ });
    await signal(changeSignal);
    await advance();
    expect(queries).toEqual({ slow: 1, work: 3 });
    end();
    await advance();
    expect(queries).toEqual({ slow: 2, work: 3 });
    end();
  });

  it('ignores signals of other workspaces @full', async () => {
    const { queries, signal } = await openBothWidgets();
    await signal({ type: 'activity', workspace_id: toFakeId('workspace', 2) });
    await advance();
    expect(queries).toEqual({ work: 1, activity: 1 });
  });
});

describe('isEqual', () => {
  it.each([
    [{ x: 0, y: { a: 1, b: [2] } }, { y: { b: [2], a: 1 }, x: 0 }, true],
    [undefined, null, true],
    [{ x: undefined }, {}, true],
    [{ x: null }, {}, false],
    [{}, undefined, false],
    [[1, 2], [2, 1], false],
  ])('returns for %j and %j: %p', (one, other, expected) => {
    expect(isEqual(one, other)).toBe(expected);
  });
});
