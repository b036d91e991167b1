import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { CallboardProvider } from '@callboard/plugin-callboard-react';
import {
  idOf,
  newProject,
  newWorkItem,
  pageOfItems,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeDashboards } from '../__testUtils__/FakeDashboards';
import { renderDashboards } from '../__testUtils__/renderDashboards';
import {
  answerAnalytics,
  usualAnalytics,
} from '../analytics/__testUtils__/answerAnalytics';
import { DepartmentWork } from '../department/DepartmentWork';
import { EntityDashboardCard } from '../entity/EntityDashboardCard';
import plugin from '..';
import { EmbeddedWidget } from './EmbeddedWidget';

describe('a widget away from its dashboard', () => {
  /** Opens a page with a card for each of the titles, all of one dashboard. */
  function openCards(titles: string[]) {
    const server = new FakeDashboards();
    const dashboard = server.add('Delivery', { access: 'shared' });
    const widgets = titles.map(title => server.addWidget(dashboard, title));
    const page = PageBlueprint.make({
      name: 'cards',
      params: {
        path: '/cards',
        title: 'Cards',
        loader: async () => (
          <CallboardProvider>
            {widgets.map(({ id }) => (
              <EmbeddedWidget
                key={id}
                choice={{
                  slug: 'default',
                  dashboard: dashboard.id,
                  widget: id,
                }}
                asked={{}}
              />
            ))}
          </CallboardProvider>
        ),
      },
    });
    const portal = renderDashboards('/cards', server, [
      createFrontendModule({
        pluginId: 'callboard-dashboards',
        extensions: [page],
      }),
    ]);
    return { server, dashboard, widgets, ...portal };
  }

  afterEach(() => jest.useRealTimers());

  it('has its numbers as a table, which leads to what is behind them', async () => {
    // jsdom has no layout: a list without a height draws no rows.
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockReturnValue(600);
    const { server } = openCards(['Open']);
    server.answer({
      listWidgetRows: () =>
        pageOfItems([newWorkItem(1, { title: 'Fix rounding' })]),
    });
    await screen.findByRole('img', { name: /^Open: 2 values/ });
    await userEvent.click(
      screen.getByRole('button', { name: 'Actions for Open' }),
    );
    await userEvent.click(
      screen.getByRole('menuitem', { name: 'Show as table' }),
    );
    const row = await screen.findByRole('row', { name: /^Urgent/ });
    await userEvent.click(within(row).getByRole('button', { name: '3' }));
    const drawer = within(
      await screen.findByRole('dialog', { name: 'Open · Urgent' }),
    );
    expect(await drawer.findByText(/Fix rounding/)).toBeVisible();
    await userEvent.click(drawer.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('asks for no more after a change than it would by itself', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const titles = ['Open', 'Done', 'Late'];
    const { server, widgets, signal } = openCards(titles);
    for (const title of titles) {
      await screen.findByRole('img', { name: new RegExp(`^${title}: 2`) });
    }
    signal({
      type: 'change',
      workspace_id: idOf('workspace', 1),
      entity_type: 'work_item',
      entity_id: idOf('item', 1),
    });
    await act(() => jest.advanceTimersByTimeAsync(15_000));
    // Once at first, and two rounds after the change.
    expect(
      widgets.map(({ id }) => server.sent('GET', `${id}/data`).length),
    ).toEqual([3, 3, 3]);
  });
});

describe('the card of an entity', () => {
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { namespace: 'default', name: 'payments-api' },
  };

  function open(server: FakeDashboards, widget?: string) {
    const page = PageBlueprint.make({
      name: 'entity',
      params: {
        path: '/entity',
        title: 'payments-api',
        loader: async () => (
          <EntityProvider entity={entity}>
            <EntityDashboardCard widget={widget} />
          </EntityProvider>
        ),
      },
    });
    renderTestApp({
      features: [
        plugin,
        createFrontendModule({
          pluginId: 'callboard-dashboards',
          extensions: [page],
        }),
      ],
      initialRouteEntries: ['/entity'],
      apis: [
        mockApis.fetch({
          baseImplementation: (...request) => server.fetch(...request),
        }),
        mockApis.discovery({ baseUrl: 'http://portal' }),
        mockApis.storage(),
      ],
    });
  }

  function aServer() {
    const server = new FakeDashboards();
    const project = newProject({
      entity_ref: 'component:default/payments-api',
    });
    server.answer({ listProjects: () => pageOfItems([project]) });
    const dashboard = server.add('Delivery', { access: 'shared' });
    const widget = server.addWidget(dashboard, 'Open', {
      widget_type: 'table',
      config: { x_axis: 'PRIORITY' },
    });
    return { server, project, dashboard, widget };
  }

  it('shows the widget that its reader chose, of the entity’s project', async () => {
    const { server, project } = aServer();
    open(server);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Choose a widget' }),
    );
    await userEvent.click(
      await screen.findByRole('combobox', { name: 'Dashboard' }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'Delivery' }),
    );
    await userEvent.click(
      await screen.findByRole('combobox', { name: 'Widget' }),
    );
    await userEvent.click(await screen.findByRole('option', { name: 'Open' }));
    await userEvent.click(screen.getByRole('button', { name: 'Show it' }));
    expect(await screen.findByRole('row', { name: /Urgent/ })).toBeVisible();
    expect(server.requests).toContainEqual(
      expect.stringMatching(`/data\\?project_ids=${project.id}$`),
    );
    expect(screen.getByRole('link', { name: 'Open Delivery' })).toBeVisible();
  });

  it('shows what its portal chose to who has chosen nothing', async () => {
    const { server, dashboard, widget } = aServer();
    open(server, `default/${dashboard.id}/${widget.id}`);
    expect(await screen.findByRole('row', { name: /Urgent/ })).toBeVisible();
  });

  it('says that a widget is gone', async () => {
    const { server, dashboard, widget } = aServer();
    server.widgets = [];
    open(server, `default/${dashboard.id}/${widget.id}`);
    expect(
      await screen.findByText('The widget is not there any more'),
    ).toBeVisible();
  });

  it('shows no numbers of others where the entity has no project', async () => {
    const { server, dashboard, widget } = aServer();
    server.answer({ listProjects: () => pageOfItems([]) });
    open(server, `default/${dashboard.id}/${widget.id}`);
    expect(
      await screen.findByText('Nothing is planned for this here yet.'),
    ).toBeVisible();
    await waitFor(() => expect(server.sent('GET', '/data')).toEqual([]));
  });

  it.each(['', 'x', 'default/constructor/__proto__', 'a/b/c/d'])(
    'takes %j for no choice',
    async text => {
      open(aServer().server, text);
      expect(await screen.findByText('No widget is chosen yet')).toBeVisible();
    },
  );
});

describe('work on the page of a department', () => {
  const ID = idOf('department', 1);

  /** Opens a page with the section. */
  function open(server: FakeDashboards): void {
    const page = PageBlueprint.make({
      name: 'department',
      params: {
        path: '/department',
        title: 'Payments',
        loader: async () => (
          <CallboardProvider>
            <DepartmentWork
              workspace={server.me.workspaces[0]}
              department={{ id: ID, name: 'Payments' } as never}
            />
          </CallboardProvider>
        ),
      },
    });
    renderDashboards('/department', server, [
      createFrontendModule({
        pluginId: 'callboard-dashboards',
        extensions: [page],
      }),
    ]);
  }

  it('is that of all projects in the last 30 days', async () => {
    const server = new FakeDashboards();
    answerAnalytics(server);
    open(server);
    const list = await screen.findByRole('list', { name: 'Work' });
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Created3210% up from 29',
      'Completed811% down from 9',
      'In progress3No change',
      'Overdue2100% up from 1',
    ]);
    const [query] = server.queriesOf('/workspaces/default/analytics');
    expect(Object.fromEntries(query)).toEqual({
      tab: 'work-items',
      start: '2026-10-23',
      end: '2026-11-21',
      department_ids: ID,
    });
  });

  it('is also that of projects that are not listed', async () => {
    const server = new FakeDashboards();
    const numbers = answerAnalytics(server);
    const work = usualAnalytics['work-items'];
    numbers['work-items'] = {
      ...work,
      truncated: true,
      totals: { ...work.totals, created: { count: 500, filter_count: 500 } },
    };
    open(server);
    const list = await screen.findByRole('list', { name: 'Work' });
    expect(list).toHaveTextContent('Created500No change');
    expect(screen.queryByText(/There are more/)).toBeNull();
  });

  it('leads to Analytics of the department', async () => {
    const server = new FakeDashboards();
    answerAnalytics(server);
    open(server);
    expect(
      await screen.findByRole('link', { name: 'More in Analytics' }),
    ).toHaveAttribute(
      'href',
      `/analytics?workspace=default&department=${ID}&tab=work`,
    );
  });

  it('says that there is none', async () => {
    const server = new FakeDashboards();
    const numbers = answerAnalytics(server);
    numbers['work-items'] = { ...usualAnalytics['work-items'], projects: [] };
    open(server);
    expect(await screen.findByText(/^No work items were/)).toBeVisible();
  });

  it('can be tried again', async () => {
    const server = new FakeDashboards();
    answerAnalytics(server);
    server.answer({
      getAnalytics: () => {
        throw new Refusal(503, 'Busy');
      },
    });
    open(server);
    expect(
      await screen.findByRole('button', { name: 'Try again' }),
    ).toBeVisible();
  });
});
