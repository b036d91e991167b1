import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { CallboardProvider } from '@callboard/plugin-callboard-react';
import {
  FakeServer,
  paymentsEntity,
  renderPage,
  toFakeId,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createServerWithRows } from '../__testUtils__/portal';
import { groupDaysIntoBuckets } from '../cards/DaysCard';
import type { ViewDefaults } from '../data/ActivityFilters';
import { createActivityScope } from '../data/activityQueries';
import { ProjectChanges } from '../home/ProjectChanges';
import plugin from '..';
import { ActivityView } from '../view/ActivityView';
import { ActivityCard } from './ActivityCard';
import { ActivityTab } from './ActivityTab';

describe('entity activity', () => {
  const createEntity = (kind: string, name: string) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name },
  });

  const component = createEntity('Component', 'Payments-API');

  const jane = createEntity('User', 'jane');

  const created_at = '2026-11-20T09:00:00.000Z';

  const defaults: ViewDefaults = { range: 'all_time', hidesViews: false };

  const render = (
    element: JSX.Element,
    server: FakeServer,
    entity = component,
  ) => renderPage([], '/entity', server, { element, entity });

  it('lists changes of an entity, and page views on request @full', async () => {
    const server = createServerWithRows({ created_at });
    render(<ActivityTab />, server);
    expect(await screen.findByRole('treegrid')).toBeInTheDocument();
    const getLastQuery = () => server.listQueries('/activity').slice(-1)[0];
    expect(getLastQuery().get('about')).toBe('component:default/payments-api');
    expect(getLastQuery().get('views')).toBe('false');
    expect(getLastQuery().get('start')).toBeNull();
    const [summary] = server.listQueries('/activity/summary');
    expect(summary.get('about')).toBe('component:default/payments-api');
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Hide page views' }),
    );
    await waitFor(() => expect(getLastQuery().get('views')).toBeNull());
    expect(screen.getByText('Page views: shown')).toBeVisible();
    expect(screen.queryByText('Page views')).toBeNull();
  });

  it('lists what a user did, and separately who viewed their page', async () => {
    const server = createServerWithRows();
    const user_id = 'user:default/jane';
    server.record(
      { created_at, user_id, entity_label: 'PAY-1' },
      {
        created_at,
        action: 'entity_view',
        entity_id: user_id,
        user_name: 'Curious Carl',
      },
    );
    render(<ActivityTab />, server, jane);
    const grid = await screen.findByRole('treegrid');
    expect(within(grid).getByText('PAY-1')).toBeVisible();
    expect(within(grid).queryByText('Curious Carl')).toBeNull();
    const viewers = await screen.findByRole('list', { name: 'Page views' });
    expect(viewers).toHaveTextContent('Curious Carl');
    expect(viewers.children).toHaveLength(1);
  });

  it('hides page views from users who are not allowed to see views by others @full', async () => {
    const server = createServerWithRows({
      created_at,
      user_id: 'user:default/jane',
    });
    server.actAs({ role: 'member' });
    render(<ActivityTab />, server, jane);
    await screen.findByRole('treegrid');
    expect(screen.queryByText('Page views')).toBeNull();
  });

  it('shows the latest six changes in a card, and links to all activity @full', async () => {
    const server = createServerWithRows(
      ...Array.from({ length: 9 }, () => ({})),
    );
    server.record({ action: 'entity_view' });
    render(<ActivityCard />, server);
    const list = await screen.findByRole('list', { name: 'Recent activity' });
    expect(list.children).toHaveLength(6);
    expect(list).not.toHaveTextContent('viewed');
    expect(
      screen.getByRole('link', { name: 'See all activity' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/Payments-API/activity',
    );
  });

  it.each([
    ['in a card', ActivityCard, component, {}],
    [
      'among the viewers of a person',
      ActivityTab,
      jane,
      { action: 'entity_view', entity_id: 'user:default/jane' },
    ],
  ] as const)('shows new activity %s', async (_, Content, entity, row) => {
    const server = createServerWithRows({ ...row, user_name: 'Early Eve' });
    const { signal } = render(<Content />, server, entity);
    await screen.findByText('Early Eve');
    server.record({ ...row, user_name: 'Late Lara' });
    await signal({
      type: 'activity',
      workspace_id: toFakeId('workspace', 1),
    });
    expect(await screen.findByText('Late Lara')).toBeVisible();
  });

  it('exports the activity of each entity independently', async () => {
    const server = createServerWithRows({});
    server.answer({ exportWorkspaceActivityXlsx: () => new Promise(() => {}) });
    const scopes = ['component:default/a', 'component:default/b'].map(about =>
      createActivityScope('workspace', { about }),
    );
    render(
      <CallboardProvider>
        {scopes.map(scope => (
          <ActivityView
            key={scope.fixedQuery.about}
            scope={scope}
            defaults={defaults}
          />
        ))}
      </CallboardProvider>,
      server,
    );
    const name = 'Export to Excel';
    await waitFor(() =>
      expect(screen.getAllByRole('button', { name })).toHaveLength(2),
    );
    await waitFor(() =>
      expect(screen.getAllByRole('button', { name })[0]).toBeEnabled(),
    );
    await userEvent.click(screen.getAllByRole('button', { name })[0]);
    await waitFor(() =>
      expect(screen.getAllByRole('button', { name })).toHaveLength(1),
    );
  });

  it('shows an empty state when no activity exists', async () => {
    render(<ActivityCard />, createServerWithRows());
    expect(await screen.findByText('No activity yet')).toBeInTheDocument();
  });

  it('lists the people who can give access when the user is in no workspace', async () => {
    const server = createServerWithRows();
    server.refuseBelow('/activity', 404, 'No');
    render(<ActivityCard />, server);
    expect(
      await screen.findByRole('list', { name: 'People who can give access' }),
    ).toHaveTextContent('Sue Super');
  });
});

describe('entity page', () => {
  const entityPath = '/catalog/default/component/payments-api';

  it.each([
    ['/activity', []],
    [
      '/history',
      [
        {
          'entity-content:callboard-activity': { config: { path: '/history' } },
        },
      ],
    ],
  ])(
    'links from the activity card to the tab at %s @full',
    async (tab, extensions) => {
      renderPage(
        [catalogPlugin, plugin],
        entityPath,
        createServerWithRows({}),
        {
          config: { app: { extensions } },
          mountedRoutes: {},
          entities: [paymentsEntity],
        },
      );
      expect(
        await screen.findByRole('link', { name: 'See all activity' }),
      ).toHaveAttribute('href', `${entityPath}${tab}`);
    },
  );
});

describe('ProjectChanges', () => {
  const render = (server: FakeServer) =>
    renderPage(plugin, '/entity', server, { element: <ProjectChanges /> });

  it('shows who changed what, with old and new values', async () => {
    const server = createServerWithRows({
      created_at: '2026-11-20T08:00:00.000Z',
      user_id: 'user:default/mona.manager',
      user_name: 'Mona Manager',
      action: 'update',
      entity_type: 'work_item',
      entity_label: 'PAY-311',
      changes: [{ field: 'state', old_value: 'In Review', new_value: 'Done' }],
    });
    render(server);
    const changes = await screen.findByRole('list', {
      name: 'Changed in my projects',
    });
    const [row] = within(changes).getAllByRole('listitem');
    expect(row).toHaveTextContent(
      /Mona Managerupdated.*PAY-311.*state In Review → Done/i,
    );
    expect(screen.getByRole('link', { name: 'See all' })).toHaveAttribute(
      'href',
      '/activity/workspace?workspace=default&views=false',
    );
  });

  it('shows an empty state after a single request', async () => {
    const server = createServerWithRows();
    render(server);
    expect(await screen.findByText('No recent changes')).toBeVisible();
    expect(server.listQueries('/activity/my-projects')).toHaveLength(1);
  });
});

describe('groupDaysIntoBuckets', () => {
  const today = '2026-11-20';

  it('returns zero for a day without actions', () => {
    const bounds = { start: '2026-11-18', end: '2026-11-20' };
    expect(
      groupDaysIntoBuckets([{ date: '2026-11-19', count: 4 }], bounds, today),
    ).toEqual({
      unit: 'day',
      buckets: [
        { start: '2026-11-18', end: '2026-11-18', count: 0 },
        { start: '2026-11-19', end: '2026-11-19', count: 4 },
        { start: '2026-11-20', end: '2026-11-20', count: 0 },
      ],
    });
  });

  it('spans from the first day with actions to today when the range has no bounds', () => {
    const { buckets } = groupDaysIntoBuckets(
      [{ date: '2026-11-17', count: 1 }],
      {},
      today,
    );
    expect(buckets.map(bucket => bucket.start)).toEqual([
      '2026-11-17',
      '2026-11-18',
      '2026-11-19',
      '2026-11-20',
    ]);
    expect(groupDaysIntoBuckets([], {}, today).buckets).toEqual([]);
  });

  it('returns weekly buckets for some months, clipped to the range', () => {
    const days = [
      { date: '2026-07-01', count: 1 },
      { date: '2026-07-05', count: 2 },
      { date: '2026-07-06', count: 4 },
      { date: '2026-11-20', count: 8 },
    ];
    const bounds = { start: '2026-07-01', end: today };
    const { unit, buckets } = groupDaysIntoBuckets(days, bounds, today);
    expect(unit).toBe('week');
    expect(buckets[0]).toEqual({
      start: '2026-07-01',
      end: '2026-07-05',
      count: 3,
    });
    expect(buckets[1]).toEqual({
      start: '2026-07-06',
      end: '2026-07-12',
      count: 4,
    });
    expect(buckets[buckets.length - 1]).toEqual({
      start: '2026-11-16',
      end: '2026-11-20',
      count: 8,
    });
  });

  it('returns monthly buckets for years, without losing actions', () => {
    const days = [
      { date: '2020-02-29', count: 3 },
      { date: '2024-02-29', count: 5 },
    ];
    const { unit, buckets } = groupDaysIntoBuckets(days, {}, today);
    expect(unit).toBe('month');
    expect(buckets[0]).toMatchObject({ start: '2020-02-29', count: 3 });
    expect(buckets.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(8);
  });
});
