import {
  callboardActivityUnmaskPermission,
  type MyData,
} from '@callboard/plugin-callboard-common';
import {
  createExampleResponse,
  findDeadEnds,
  renderPage,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  minutesAgo,
  portal,
  createActivityRows,
  createServerWithRows,
} from '../__testUtils__/portal';
import {
  type ActivityFilters,
  type ViewDefaults,
  parseActivityFilters,
  toFilterParameters,
  getEffectiveRange,
} from '../data/ActivityFilters';

describe('ActivityTrackerContent', () => {
  const path = '/callboard/activity-tracker';

  const countRows = () =>
    screen.getAllByRole('row').filter(row => row.hasAttribute('aria-selected'))
      .length;

  it('shows a user without permission which super admins can grant access @full', async () => {
    const server = createServerWithRows().actAs({ role: 'admin' });
    renderPage(portal, path, server);
    expect(
      await screen.findByText('You do not have access to this'),
    ).toBeVisible();
    expect(await screen.findByText('Sue Super')).toBeVisible();
    // Sends no request that the server would reject.
    expect(server.sent('GET', '/admin/')).toEqual([]);
    expect(screen.queryByRole('search')).toBeNull();
    expect(screen.queryByRole('tab')).toBeNull();
  });

  it("shows a super admin that the portal's policy denies access", async () => {
    const server = createServerWithRows();
    server.answer({
      getMyAccess: () =>
        createExampleResponse('getMyAccess', {
          is_super_admin: true,
          may_read_all_activity: false,
        }),
    });
    renderPage(portal, path, server);
    expect(
      await screen.findByText(/permission policy of the portal denies access/),
    ).toBeVisible();
    expect(screen.queryByText(/People who can give/)).toBeNull();
  });

  it('lists built-in and posted actions and entity types as filter options @full', async () => {
    const server = createServerWithRows(...createActivityRows(1));
    server.record({
      created_at: minutesAgo(0),
      action: 'deploy_finished',
      entity_type: 'pipeline',
    });
    renderPage(portal, path, server);
    const readOptions = async (name: string) => {
      await userEvent.click(await screen.findByRole('combobox', { name }));
      return (await screen.findAllByRole('option')).map(
        option => option.textContent,
      );
    };
    const actions = await readOptions('Action');
    expect(actions).toEqual(
      expect.arrayContaining([
        'deploy finished1',
        'imported from the catalog',
        'visited',
      ]),
    );
    expect(new Set(actions).size).toBe(actions.length);
    await userEvent.keyboard('{Escape}');
    const types = await readOptions('Entity type');
    expect(types).toEqual(
      expect.arrayContaining(['pipeline1', 'staff member', 'work item']),
    );
    await userEvent.click(screen.getByRole('option', { name: 'staff member' }));
    await userEvent.click(screen.getByRole('button', { name: 'Apply' }));
    await waitFor(() => {
      const [list] = server.listQueries('/admin/activity').slice(-1);
      expect(list.get('entity_type')).toBe('staff');
    });
  });

  it('shows rows with totals that add up to the list @full', async () => {
    const server = createServerWithRows(...createActivityRows(3));
    server.record({
      created_at: minutesAgo(0),
      action: 'page_view',
      user_id: 'user:default/mona.manager',
      user_name: 'Mona Manager',
      entity_type: null,
      entity_id: null,
      entity_label: null,
    });
    renderPage(portal, path, server);
    const actions = await screen.findByRole('list', { name: 'By action' });
    const sumCounts = (list: HTMLElement) =>
      within(list)
        .getAllByRole('listitem')
        .map(item => Number(/\d+$/.exec(item.textContent!)![0]))
        .reduce((a, b) => a + b, 0);
    expect(sumCounts(actions)).toBe(4);
    expect(
      sumCounts(screen.getByRole('list', { name: 'By entity type' })),
    ).toBe(4);
    expect(
      sumCounts(screen.getByRole('list', { name: 'Most active people' })),
    ).toBe(4);
    expect(screen.getAllByText('4 actions').length).toBeGreaterThan(0);
    expect(countRows()).toBe(4);
    expect(screen.getByText('Today')).toBeInTheDocument();
  });

  it('reads its filters from the URL @full', async () => {
    const server = createServerWithRows(...createActivityRows(2));
    server.record({ created_at: minutesAgo(1), action: 'delete' });
    renderPage(
      portal,
      `${path}?action=delete&range=last_30_days&q=pay`,
      server,
    );
    await screen.findByRole('treegrid');
    expect(countRows()).toBe(1);
    const [query] = server.listQueries('/admin/activity');
    expect(query.get('action')).toBe('delete');
    expect(query.get('q')).toBe('pay');
    const days =
      (Date.parse(query.get('end')!) - Date.parse(query.get('start')!)) /
      86_400_000;
    expect(days).toBe(29);
    expect(screen.getByText('Action: deleted')).toBeInTheDocument();
    expect(screen.getByText('Search: pay')).toBeInTheDocument();
  });

  it('filters by a click on a bar, and clears the filter with one click @full', async () => {
    const server = createServerWithRows(...createActivityRows(2));
    server.record({ created_at: minutesAgo(1), action: 'delete' });
    renderPage(portal, path, server);
    const list = await screen.findByRole('list', { name: 'By action' });
    await userEvent.click(
      within(list).getByRole('button', { name: 'deleted: 1' }),
    );
    await waitFor(() => expect(countRows()).toBe(1));
    expect(screen.getByText('Action: deleted')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    await waitFor(() => expect(countRows()).toBe(3));
    expect(screen.queryByText('Action: deleted')).toBeNull();
  });

  it('keeps the focus on the chart when a bar is selected by keyboard', async () => {
    const server = createServerWithRows(...createActivityRows(1));
    renderPage(portal, path, server);
    const chart = await screen.findByRole('slider');
    chart.focus();
    await userEvent.keyboard('{ArrowLeft}{Enter}');
    await waitFor(() => expect(chart).toHaveAttribute('aria-valuemax', '0'));
    expect(chart).toHaveFocus();
    expect(chart).toHaveAttribute('aria-valuenow', '0');
  });

  it('moves the focus with the bars that a card shows or hides', async () => {
    const server = createServerWithRows(
      ...Array.from({ length: 8 }, (_, index) => ({
        action: `action_${index}`,
      })),
    );
    renderPage(portal, path, server);
    const list = await screen.findByRole('list', { name: 'By action' });
    await userEvent.click(within(list).getByRole('button', { name: /others/ }));
    expect(within(list).getAllByRole('button')).toHaveLength(8);
    expect(within(list).getAllByRole('button')[5]).toHaveFocus();
    await userEvent.click(screen.getByRole('button', { name: 'Show fewer' }));
    expect(within(list).getByRole('button', { name: /others/ })).toHaveFocus();
  });

  it('applies selected options immediately, and search text on Apply @full', async () => {
    const server = createServerWithRows(...createActivityRows(12));
    renderPage(portal, path, server);
    await screen.findByRole('treegrid');
    await userEvent.keyboard('/');
    const search = screen.getByRole('searchbox');
    expect(search).toHaveFocus();
    await userEvent.type(search, 'resource 12');
    expect(countRows()).toBe(12);
    await userEvent.click(screen.getByRole('button', { name: 'Apply' }));
    await waitFor(() => expect(countRows()).toBe(1));
    await userEvent.clear(search);
    await userEvent.type(search, 'resource 1');
    await userEvent.click(screen.getByRole('combobox', { name: 'Action' }));
    await userEvent.click(
      await screen.findByRole('option', { name: /^updated\s*\d/ }),
    );
    // "resource 1" and "resource 10" to "resource 12".
    await waitFor(() => expect(countRows()).toBe(4));
    expect(search).toHaveValue('resource 1');
  });

  it('appends the next page on Load more @full', async () => {
    const server = createServerWithRows(...createActivityRows(60));
    renderPage(portal, path, server);
    await screen.findByText('50 of 60 shown');
    const button = screen.getByRole('button', { name: 'Load more' });
    await userEvent.click(button);
    await screen.findByText('60 of 60 shown');
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
    const lists = server.listQueries('/admin/activity');
    expect(lists[lists.length - 1].get('cursor')).toBe(
      server.activityLog[49].id,
    );
    expect(lists[lists.length - 1].get('total')).toBe('false');
  });

  it('hides page views with one click @full', async () => {
    const server = createServerWithRows(...createActivityRows(2));
    server.record({ created_at: minutesAgo(1), action: 'page_view' });
    renderPage(portal, path, server);
    await screen.findByRole('treegrid');
    expect(countRows()).toBe(3);
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Hide page views' }),
    );
    await waitFor(() => expect(countRows()).toBe(2));
    expect(screen.getByText('Page views: hidden')).toBeVisible();
  });

  it('shows the number of new rows, and loads them on click', async () => {
    const server = createServerWithRows(...createActivityRows(2));
    const { signal } = renderPage(portal, path, server);
    await screen.findByRole('treegrid');
    server.record({}, {}, {});
    await signal({
      type: 'activity',
      workspace_id: server.activityLog[0].workspace_id,
    });
    const pill = await screen.findByRole('button', {
      name: 'Show 3 new actions',
    });
    expect(countRows()).toBe(2);
    await userEvent.click(pill);
    await waitFor(() => expect(countRows()).toBe(5));
    await waitFor(() =>
      expect(
        screen.queryByRole('button', { name: /^Show .* new actions/ }),
      ).toBeNull(),
    );
    const list = screen.getByRole('list', { name: 'By action' });
    await within(list).findByRole('button', { name: 'updated: 5' });
  });

  it('shows a retry button after a failed request @full', async () => {
    const server = createServerWithRows(...createActivityRows(1));
    server.refuseBelow('/admin/activity', 400, 'No');
    renderPage(portal, path, server);
    const [retry] = await screen.findAllByRole('button', { name: 'Try again' });
    server.stopRefusing();
    for (const button of [
      retry,
      ...screen.getAllByRole('button', { name: 'Try again' }),
    ]) {
      await userEvent.click(button);
    }
    expect(await screen.findByRole('treegrid')).toBeInTheDocument();
  });

  it('shows an empty state when no activity exists @full', async () => {
    renderPage(portal, path, createServerWithRows());
    expect(await screen.findByText('No activity yet')).toBeInTheDocument();
  });

  it('reveals the name behind a pseudonym to an admin who enters a reason', async () => {
    const server = createServerWithRows(...createActivityRows(1));
    const user_id = 'user:pseudonym/2thkhw5xxq';
    const user_name = 'Person 2thkhw5xxq';
    server.record({ created_at: minutesAgo(0), user_id, user_name });
    server.answer({
      unmaskPerson: () => ({
        user_id: 'user:default/max.member',
        user_name: 'Max Member',
        user_email: null,
      }),
    });
    const { id } = server.activityLog.find(row => row.user_id === user_id)!;
    renderPage(portal, `${path}?row=${id}`, server);
    const drawer = await screen.findByRole('dialog');
    const [shown] = await within(drawer).findAllByText(user_name);
    // The name does not link to a page.
    expect(shown.closest('a')).toBeNull();
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Reveal name…' }),
    );
    const submit = screen.getByRole('button', { name: 'Reveal name' });
    expect(submit).toBeDisabled();
    await userEvent.type(screen.getByLabelText(/Reason/), 'An incident');
    await userEvent.click(submit);
    expect(
      await screen.findByText('Person 2thkhw5xxq is Max Member.'),
    ).toBeVisible();
    const [sent] = server.sent('POST', '/activity/unmask');
    expect(sent.body).toEqual({ pseudonym: user_id, reason: 'An incident' });
  });

  it("hides the button that reveals a name when the portal's policy denies it", async () => {
    const server = createServerWithRows({
      user_id: 'user:pseudonym/2thkhw5xxq',
    });
    const [{ id }] = server.activityLog;
    renderPage(portal, `${path}?row=${id}`, server, {
      denied: [callboardActivityUnmaskPermission],
    });
    const drawer = within(await screen.findByRole('dialog'));
    expect(
      await drawer.findByRole('button', { name: /^More by/ }),
    ).toBeVisible();
    expect(drawer.queryByRole('button', { name: 'Reveal name…' })).toBeNull();
  });
});

describe('MyActivityPage', () => {
  /** A domain's stored data, in one table. */
  const createDomain = (
    domain: string,
    rows: MyData['domains'][0]['tables'][0]['rows'],
    total = rows.length,
  ) => ({
    domain,
    tables: [
      { table: domain, rows, total, total_at_least: total > rows.length },
    ],
  });

  const domains = [
    createDomain('people', [{ display_name: 'Max Member', email: null }]),
    createDomain(
      'time',
      Array.from({ length: 7 }, (_, index) => ({
        description: `Work ${index}`,
        created_at: '2026-01-05T10:00:00.000Z',
      })),
      10_000,
    ),
    createDomain('new_part', []),
  ];

  it('shows the activity of the user without a date limit @full', async () => {
    const server = createServerWithRows({
      created_at: '2020-01-01T00:00:00.000Z',
    });
    renderPage(portal, '/activity/mine', server);
    expect(await screen.findByRole('treegrid')).toBeInTheDocument();
    const [query] = server.listQueries('/me/activity');
    expect(query.get('start')).toBeNull();
    expect(screen.queryByRole('combobox', { name: 'Person' })).toBeNull();
    expect(
      screen.queryByRole('list', { name: 'Most active people' }),
    ).toBeNull();
  });

  it('allows the user to opt out of recording and back in', async () => {
    const { storage } = renderPage(
      portal,
      '/activity/mine',
      createServerWithRows(),
    );
    const getStoredChoice = () =>
      storage.forBucket('callboard').snapshot('captureOptOut');
    const recorded = await screen.findByRole('checkbox', {
      name: 'Record my page views',
    });
    await waitFor(() => expect(recorded).toBeChecked());
    expect(getStoredChoice().presence).toBe('absent');

    await userEvent.click(recorded);
    await waitFor(() => expect(recorded).not.toBeChecked());
    expect(getStoredChoice().value).toBe(true);
    expect(screen.getByText(/^Not recorded/)).toHaveTextContent(
      'Your changes in Callboard are always recorded',
    );

    await userEvent.click(recorded);
    await waitFor(() => expect(recorded).toBeChecked());
    expect(getStoredChoice().value).toBe(false);
  });

  it('disables the opt-out when recording is turned off for the portal @full', async () => {
    renderPage(portal, '/activity/mine', createServerWithRows(), {
      config: { callboard: { activity: { privacy: 'off' } } },
    });
    expect(
      await screen.findByText(/turned off the recording of page views/),
    ).toBeInTheDocument();
    const recorded = screen.getByRole('checkbox', {
      name: 'Record my page views',
    });
    expect(recorded).toBeDisabled();
    expect(recorded).not.toBeChecked();
  });

  it('shows an error when the opt-out cannot be saved @full', async () => {
    const { storage } = renderPage(
      portal,
      '/activity/mine',
      createServerWithRows(),
    );
    const recorded = await screen.findByRole('checkbox', {
      name: 'Record my page views',
    });
    await waitFor(() => expect(recorded).toBeChecked());
    jest
      .spyOn(Object.getPrototypeOf(storage.forBucket('callboard')), 'set')
      .mockRejectedValueOnce(new Error('away'));
    await userEvent.click(recorded);
    expect(await screen.findByText(/could not be saved/)).toBeInTheDocument();
    expect(recorded).toBeChecked();
  });

  it('lists who accessed the activity of the user, and opens that list from the URL', async () => {
    const server = createServerWithRows();
    const viewed_by_name = 'Alex Admin';
    const workspace_id = server.me.workspaces[0].id;
    server.insert('myAccessLog', { kind: 'unmask', reason: 'An incident' });
    server.insert('myAccessLog', { kind: 'export', rows: 12 });
    server.insert('myAccessLog', {
      kind: 'read',
      viewed_by_name,
      workspace_id,
    });
    renderPage(portal, '/activity/mine?show=accessLog', server);
    const grid = await screen.findByRole('grid', {
      name: 'Access to my activity, newest first',
    });
    const [, ...rows] = within(grid).getAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringMatching(/Alex Admin.*Viewed your activity.*Everybody/),
      expect.stringMatching(/Exported 12 of your actions/),
      expect.stringMatching(
        /Revealed your name.*Reason: An incident.*All workspaces/,
      ),
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'My actions' }));
    expect(
      await screen.findByRole('checkbox', { name: 'Record my page views' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('grid', { name: /^Access to my activity/ }),
    ).toBeNull();
  });

  it('shows a retry button after a failed request, and an empty access log @full', async () => {
    const server = createServerWithRows();
    server.refuseBelow('/me/access-log', 503, 'The database is away');
    renderPage(portal, '/activity/mine?show=accessLog', server);
    const retry = await screen.findByRole('button', { name: /again|retry/i });
    server.stopRefusing();
    await userEvent.click(retry);
    expect(
      await screen.findByText('No one has accessed your activity yet'),
    ).toBeVisible();
  });

  it('shows stored data by domain with the first rows of each table', async () => {
    const server = createServerWithRows();
    server.answer({
      getMyData: () => createExampleResponse('getMyData', { domains }),
    });
    renderPage(portal, '/activity/mine?show=data', server);
    const profile = await screen.findByRole('region', { name: 'Profile' });
    expect(profile).toHaveTextContent('Profile1 entry');
    expect(screen.getByRole('region', { name: 'new part' })).toBeVisible();
    const time = screen.getByRole('region', { name: 'Time' });
    expect(time).toHaveTextContent('More than 10,000 entries');
    expect(time).not.toHaveTextContent('Work 0');
    await userEvent.click(within(time).getByRole('button'));
    expect(await within(time).findByText('Work 4')).toBeVisible();
    expect(time).not.toHaveTextContent('Work 5');
    await userEvent.click(
      within(time).getByRole('button', { name: 'Show more entries' }),
    );
    expect(within(time).getByText('Work 6')).toBeVisible();
    expect(time).toHaveTextContent('The download contains the other entries.');
    await userEvent.click(within(profile).getByRole('button'));
    const name = await within(profile).findByText('display name');
    expect(name.nextSibling).toHaveTextContent('Max Member');
    expect(profile).not.toHaveTextContent('email');
  });

  it('downloads all stored data of the user as a ZIP file', async () => {
    const server = createServerWithRows();
    server.answer({
      getMyData: () => createExampleResponse('getMyData'),
      exportMyData: () => new Response('zip'),
    });
    let fileName = '';
    URL.createObjectURL = () => 'blob:';
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        fileName = this.download;
      });
    renderPage(portal, '/activity/mine?show=data', server);
    expect(await screen.findByText('No data stored about you')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Download my data' }),
    );
    await waitFor(() => expect(fileName).toBe('My_data.zip'));
  });
});

describe('WorkspaceActivityPage', () => {
  /** Creates a server with two workspaces. The person has the given role in the second. */
  function createServerWithTwoWorkspaces(role: 'admin' | 'member' | 'guest') {
    const server = createServerWithRows();
    server.insert('workspaces', { slug: 'lab', name: 'LAB' });
    server.actAs({ role: 'admin' });
    server.me.workspaces[1].role = role;
    return server;
  }

  it.each([
    ['member', /Workspace admins see everything/],
    ['guest', /As a guest, you see your own actions/],
  ] as const)(
    'switches between the workspaces of the user, and says what a %s sees @full',
    async (role, note) => {
      const server = createServerWithTwoWorkspaces(role);
      renderPage(portal, '/activity', server);
      const select = await screen.findByRole('combobox', { name: 'Workspace' });
      expect(select).toHaveTextContent('Everybody');
      expect(screen.queryByText(note)).toBeNull();

      await userEvent.click(select);
      await userEvent.click(screen.getByRole('option', { name: 'LAB' }));
      expect(await screen.findByText(note)).toBeInTheDocument();
      await waitFor(() => {
        const lists = server.listQueries('/activity');
        expect(lists[lists.length - 1].get('workspace')).toBe('lab');
      });
    },
  );

  it('opens the workspace named in the URL @full', async () => {
    const server = createServerWithTwoWorkspaces('admin');
    renderPage(portal, '/activity/workspace?workspace=lab', server);
    await screen.findByText('No activity yet');
    const [query] = server.listQueries('/activity');
    expect(query.get('workspace')).toBe('lab');
  });

  it('begins weeks on the first day of the week of the workspace', async () => {
    const server = createServerWithRows();
    server.store('workspaces')[0].week_start = 7;
    renderPage(portal, '/activity/workspace?range=this_week', server);
    await waitFor(() => {
      const start = server.listQueries('/activity').at(-1)?.get('start');
      expect(new Date(start!).getUTCDay()).toBe(0);
    });
  });

  it('shows an empty state to a user without a workspace', async () => {
    const server = createServerWithRows().actAs({ workspaces: [] });
    renderPage(portal, '/activity/workspace', server);
    expect(
      await screen.findByText('You are not in a workspace yet'),
    ).toBeInTheDocument();
  });
});

describe('activity filters in the URL', () => {
  const defaults: ViewDefaults = { range: 'last_7_days' };

  const writeAndParse = (filters: ActivityFilters) =>
    parseActivityFilters(toFilterParameters(filters, defaults), defaults);

  it.each<[string, ActivityFilters]>([
    ['nothing', {}],
    [
      'a search in the last 7 days',
      { q: 'PAY-311', range: { preset: 'last_7_days' } },
    ],
    ['a search over all time', { q: 'PAY-311', range: { preset: 'all_time' } }],
    ['a date preset', { range: { preset: 'this_month' } }],
    [
      'everything',
      {
        user_id: 'user:default/max.member',
        action: 'update',
        entity_type: 'component',
        entity_id: 'component:default/shop',
        q: 'a & b',
        views: 'false',
        workspace_id: '01900000-0000-7000-8000-000000000001',
        range: { preset: 'custom', start: '2026-01-01', end: '2026-01-31' },
      },
    ],
  ])('restores filters from the URL: %s', (_, filters) => {
    expect(writeAndParse(filters)).toEqual(filters);
  });

  it('omits default values from the URL', () => {
    const url = toFilterParameters(
      { q: '  ', views: 'true', range: { preset: 'last_7_days' } },
      defaults,
    );
    expect(Object.values(url).filter(Boolean)).toEqual([]);
  });

  it('stores visible page views in the URL when the view hides them by default', () => {
    const hiding: ViewDefaults = { range: 'all_time', hidesViews: true };
    expect(toFilterParameters({ views: 'true' }, hiding).views).toBe('true');
    expect(
      toFilterParameters({ views: 'false' }, hiding).views,
    ).toBeUndefined();
    expect(parseActivityFilters({ views: 'true' }, hiding)).toEqual({
      views: 'true',
    });
    expect(parseActivityFilters({ views: 'false' }, hiding)).toEqual({});
  });

  it('ignores a search text that is too short or too long', () => {
    for (const q of ['a', 'a'.repeat(201)]) {
      expect(parseActivityFilters({ q }, defaults)).toEqual({});
    }
  });

  it.each([
    { range: 'last_century' },
    { range: 'custom' },
    { range: 'custom', start: '2026-02-30', end: '2026-03-01' },
    { range: 'custom', start: '2026-03-02', end: '2026-03-01' },
    { range: 'custom', start: 'x', end: '2026-03-01' },
  ])('uses the default range when the range is invalid: %j', url => {
    expect(parseActivityFilters(url, { range: 'last_30_days' })).toEqual({});
  });

  it.each<[string, ActivityFilters, string]>([
    ['nothing', {}, 'last_7_days'],
    ['a user', { user_id: 'user:default/max.member' }, 'last_7_days'],
    ['a text', { q: 'PAY-311' }, 'all_time'],
    ['blanks', { q: '  ' }, 'last_7_days'],
    ['one entity', { entity_id: 'component:default/shop' }, 'all_time'],
  ])(
    'derives the default date range of a search for %s',
    (_, filters, preset) => {
      expect(getEffectiveRange(filters, 'last_7_days')).toEqual({ preset });
      expect(
        getEffectiveRange(
          { ...filters, range: { preset: 'today' } },
          'last_7_days',
        ),
      ).toEqual({ preset: 'today' });
    },
  );
});

describe('unknown URLs', () => {
  it('shows a not-found page for every unknown URL below a page @full', async () => {
    expect(
      await findDeadEnds(portal, () => createServerWithRows(), [
        '/activity',
        '/activity/workspace',
        '/activity/mine',
      ]),
    ).toEqual([]);
  });
});
