import { CallboardProvider } from '@callboard/plugin-callboard-react';
import {
  click,
  toFakeId,
  newWorkItem,
  toPage,
} from '@callboard/plugin-callboard-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import {
  setUpSharedTable,
  createChangeSignal,
} from '../__testUtils__/setUpDashboard';
import { FakeDashboards } from '../__testUtils__/FakeDashboards';
import { renderDashboards } from '../__testUtils__/renderDashboards';
import { ANALYTICS } from '../analytics/__testUtils__/analyticsPage';
import {
  answerAnalytics,
  toComparedNumber,
  defaultAnalytics,
} from '../analytics/__testUtils__/answerAnalytics';
import { DepartmentWork } from '../analytics/DepartmentWork';
import { EntityWidgetCard } from './EntityWidgetCard';
import { EmbeddedWidget } from './EmbeddedWidget';

describe('embedded widget', () => {
  /** Opens a page with cards for the widgets of one dashboard with these titles. */
  function openCards(titles: string[]) {
    const server = new FakeDashboards();
    const dashboard = server.addDashboard('Delivery', { access: 'shared' });
    const widgets = titles.map(title => server.addWidget(dashboard, title));
    const portal = renderDashboards(
      '/entity',
      server,
      <CallboardProvider>
        {widgets.map(({ id }) => (
          <EmbeddedWidget
            key={id}
            choice={{ slug: 'default', dashboard: dashboard.id, widget: id }}
            viewerFilters={{}}
          />
        ))}
      </CallboardProvider>,
    );
    return { server, dashboard, widgets, ...portal };
  }

  afterEach(() => jest.useRealTimers());

  it('shows its data as a table whose values open the underlying rows', async () => {
    // jsdom has no layout: a list without a height draws no rows.
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockReturnValue(600);
    const { server } = openCards(['Open']);
    server.answer({
      listWidgetRows: () => toPage([newWorkItem(1, { title: 'Fix rounding' })]),
    });
    await screen.findByRole('img', { name: /^Open: 2 values/ });
    await click('button', 'Actions for Open');
    await click('menuitem', 'Show as table');
    const row = await screen.findByRole('row', { name: /^Urgent/ });
    await click('button', '3', row);
    const drawer = within(
      await screen.findByRole('dialog', { name: 'Open · Urgent' }),
    );
    expect(await drawer.findByText(/Fix rounding/)).toBeVisible();
    await click('button', 'Close', drawer);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('limits each widget to two refetches after a change @full', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const titles = ['Open', 'Done', 'Late'];
    const { server, widgets, signal } = openCards(titles);
    for (const title of titles) {
      await screen.findByRole('img', { name: new RegExp(`^${title}: 2`) });
    }
    await signal(createChangeSignal('work_item'));
    await act(() => jest.advanceTimersByTimeAsync(15_000));
    // One request at first, and two refetches after the change.
    expect(
      widgets.map(({ id }) => server.sent('GET', `${id}/data`).length),
    ).toEqual([3, 3, 3]);
  });
});

describe('entity dashboard card', () => {
  const open = (server: FakeDashboards, widget?: string) =>
    renderDashboards('/entity', server, <EntityWidgetCard widget={widget} />);

  it('shows the widget the user chose, filtered by the project of the entity', async () => {
    const { server, project } = setUpSharedTable();
    open(server);
    await click('button', 'Choose a widget');
    await click('combobox', 'Dashboard');
    await click('option', 'Delivery');
    await click('combobox', 'Widget');
    await click('option', 'Open');
    await click('button', 'Show widget');
    expect(await screen.findByRole('row', { name: /Urgent/ })).toBeVisible();
    expect(server.requests).toContainEqual(
      expect.stringMatching(`/data\\?project_ids=${project.id}$`),
    );
    expect(screen.getByRole('link', { name: 'Open Delivery' })).toBeVisible();
  });

  it('shows the widget configured by the portal when the user chose none', async () => {
    const { server, widget } = setUpSharedTable();
    open(server, widget);
    expect(await screen.findByRole('row', { name: /Urgent/ })).toBeVisible();
  });

  it('shows that a deleted widget is not available', async () => {
    const { server, widget } = setUpSharedTable();
    server.widgets.pop();
    open(server, widget);
    expect(
      await screen.findByText('This widget is not available'),
    ).toBeVisible();
  });

  it('shows a message and requests no data when the entity has no project', async () => {
    const { server, widget } = setUpSharedTable();
    server.store('projects').pop();
    open(server, widget);
    expect(
      await screen.findByText(
        'This entity has no project, or you do not have access to it.',
      ),
    ).toBeVisible();
    await waitFor(() => expect(server.sent('GET', '/data')).toEqual([]));
  });

  it.each(['', 'x', 'default/constructor/__proto__', 'a/b/c/d'])(
    'ignores the invalid widget choice %j @full',
    async text => {
      open(setUpSharedTable().server, text);
      expect(await screen.findByText('No widget chosen')).toBeVisible();
    },
  );
});

describe('department work section', () => {
  const ID = toFakeId('department', 1);

  /** Opens a page with the section. */
  function open(
    change: (
      numbers: ReturnType<typeof answerAnalytics>,
      server: FakeDashboards,
    ) => void = () => {},
  ) {
    const server = new FakeDashboards();
    change(answerAnalytics(server), server);
    renderDashboards(
      '/entity',
      server,
      <CallboardProvider>
        <DepartmentWork
          workspace={server.me.workspaces[0]}
          department={{ id: ID, name: 'Payments' } as never}
        />
      </CallboardProvider>,
    );
    return server;
  }

  async function findNumbers() {
    // The list is rendered before its numbers are loaded.
    await screen.findByText('Created');
    return screen.getByRole('list', { name: 'Work' });
  }

  it('shows the totals of the department in the last 30 days @full', async () => {
    const server = open();
    const list = await findNumbers();
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
    const [query] = server.listQueries('/workspaces/default/analytics');
    expect(Object.fromEntries(query)).toEqual({
      tab: 'work-items',
      start: '2026-10-23',
      end: '2026-11-21',
      department_ids: ID,
    });
  });

  it('shows totals that include the projects omitted from a truncated list', async () => {
    const work = defaultAnalytics['work-items'];
    const totals = { ...work.totals, created: toComparedNumber(500) };
    open(numbers => {
      numbers['work-items'] = { ...work, truncated: true, totals };
    });
    const list = await findNumbers();
    expect(list).toHaveTextContent('Created500No change');
    expect(screen.queryByText(/with the most work are shown/)).toBeNull();
  });

  it('links to Analytics filtered by the department', async () => {
    open();
    expect(
      await screen.findByRole('link', { name: 'More in Analytics' }),
    ).toHaveAttribute(
      'href',
      `/analytics?workspace=default&department=${ID}&tab=work`,
    );
  });

  it('shows an empty message when the department has no work items', async () => {
    open(numbers => {
      numbers['work-items'] = {
        ...defaultAnalytics['work-items'],
        projects: [],
      };
    });
    expect(await screen.findByText(/^No work items were/)).toBeVisible();
  });

  it('shows a retry button when the request fails @full', async () => {
    open((_, server) => {
      server.refuseBelow(ANALYTICS, 503, 'Busy');
    });
    expect(
      await screen.findByRole('button', { name: 'Try again' }),
    ).toBeVisible();
  });
});
