import type { WidgetBars } from '@callboard/plugin-callboard-common';
import {
  idOf,
  newWorkItem,
  NOW,
  pageOfItems,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aDashboard } from '../__testUtils__/aDashboard';
import { someBars } from '../__testUtils__/FakeDashboards';
import { renderDashboards } from '../__testUtils__/renderDashboards';

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
  server.addWidget(dashboard, 'By priority', {
    widget_type: 'table',
    config: { x_axis: 'PRIORITY' },
  });
  const { signal } = renderDashboards(path, server);
  await screen.findByRole('row', { name: /Urgent 3/ });
  return { server, dashboard, signal };
}

describe('a dashboard', () => {
  it('can be followed', async () => {
    const { server, dashboard, path } = aDashboard();
    const asked: unknown[] = [];
    server.answer({
      putDashboardSubscription: ({ params, body }) => {
        asked.push([params.id, body]);
        return { level: body.level, source: 'own' };
      },
    });
    renderDashboards(path, server);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Follow' }),
    );
    await userEvent.click(
      screen.getByRole('menuitemradio', { name: /^Everything/ }),
    );
    await waitFor(() =>
      expect(asked).toEqual([[dashboard.id, { level: 'all' }]]),
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
      open.getByText('7% more than in the days before (200)'),
    ).toBeInTheDocument();
    expect(screen.getByText('Welcome')).toBeVisible();
    expect(screen.getByLabelText(/^Not all are shown/)).toBeVisible();
  });

  it('describes a chart in words, and shows its numbers as a table', async () => {
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'By priority');
    renderDashboards(path, server);
    expect(
      await screen.findByRole('img', {
        name: 'By priority: 2 values, 4 in all, most Urgent 3',
      }),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Actions for By priority' }),
    );
    await userEvent.click(
      screen.getByRole('menuitem', { name: 'Show as table' }),
    );
    expect(screen.getByRole('cell', { name: '3' })).toBeVisible();
  });

  it('says where the owner sees more', async () => {
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
    expect(screen.getByTitle('The default of Everybody')).toBeInTheDocument();
  });

  it('tells its owner of projects that they no longer see', async () => {
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'By priority');
    server.shown.set('By priority', { ...someBars, is_partial: true });
    renderDashboards(path, server);
    expect(
      await screen.findByLabelText(
        'Some projects are left out. The filters name projects that you cannot see.',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByLabelText(/sees more/)).toBeNull();
  });

  it('leads from a number to the rows behind it', async () => {
    // jsdom has no layout: a list without a height draws no rows.
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockReturnValue(600);
    const { server, dashboard, path } = aDashboard();
    const widget = server.addWidget(dashboard, 'By priority', {
      widget_type: 'table',
      config: { x_axis: 'PRIORITY' },
    });
    server.answer({
      listWidgetRows: () =>
        pageOfItems([newWorkItem(1, { title: 'Fix rounding' })]),
    });
    renderDashboards(`${path}?range=last_7_days`, server);
    const row = await screen.findByRole('row', { name: /Urgent/ });
    await userEvent.click(within(row).getByRole('button', { name: '3' }));
    const drawer = within(
      await screen.findByRole('dialog', { name: 'By priority · Urgent' }),
    );
    expect(await drawer.findByText(/Fix rounding/)).toBeVisible();
    expect(
      server
        .queriesOf(
          `/workspaces/default/dashboards/${dashboard.id}/widgets/${widget.id}/rows`,
        )[0]
        .toString(),
    ).toBe('date_range=last_7_days&key=urgent');
  });

  it('keeps the range in the address, and asks all widgets for it', async () => {
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'By priority');
    renderDashboards(path, server);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Each chart’s own range' }),
    );
    await userEvent.click(screen.getByRole('menuitem', { name: /^This week/ }));
    await waitFor(() =>
      expect(server.requests).toContainEqual(
        expect.stringMatching(/\/data\?date_range=this_week$/),
      ),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(
      await screen.findByRole('button', { name: 'Each chart’s own range' }),
    ).toBeVisible();
  });

  it('says of one widget that it failed, and shows the others', async () => {
    const { server, dashboard, path } = aDashboard();
    const slow = server.addWidget(dashboard, 'Slow');
    server.addWidget(dashboard, 'Fast', {
      widget_type: 'table',
      config: { x_axis: 'PRIORITY' },
    });
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
    await userEvent.click(failed.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(failed.queryByRole('alert')).toBeNull());
  });

  it('asks for its numbers again when something changes', async () => {
    const { server, signal } = await openTable();
    server.shown.set('By priority', {
      ...someBars,
      data: [{ key: 'urgent', name: 'Urgent', count: 8 }],
    });
    signal({
      type: 'change',
      workspace_id: idOf('workspace', 1),
      entity_type: 'work_item',
      entity_id: idOf('item', 1),
    });
    expect(await screen.findByRole('row', { name: /Urgent 8/ })).toBeVisible();
  });

  it('asks for its numbers again when somebody changes its filters', async () => {
    const { server, dashboard, signal } = await openTable();
    server.shown.set('By priority', {
      ...someBars,
      data: [{ key: 'urgent', name: 'Urgent', count: 2 }],
    });
    signal({
      type: 'change',
      workspace_id: idOf('workspace', 1),
      entity_type: 'dashboard',
      entity_id: dashboard.id,
    });
    expect(await screen.findByRole('row', { name: /Urgent 2/ })).toBeVisible();
  });

  it('asks for its numbers again when it may have missed changes', async () => {
    const { server, signal } = await openTable();
    const data = [{ key: 'urgent', name: 'Urgent', count: 8 }];
    server.answer({
      getLive: () => ({ channels: [{ name: 'other', topics: ['change'] }] }),
      // Answers that others were given are from before.
      getWidgetData: ({ query }) =>
        query.has('max_age') ? someBars : { ...someBars, data },
    });
    signal({ type: 'renew' });
    expect(await screen.findByRole('row', { name: /Urgent 8/ })).toBeVisible();
  });

  it('says of one that is gone, or somebody else’s, that it is not there', async () => {
    const { server } = aDashboard();
    renderDashboards(`/dashboards/${idOf('dashboard', 99)}`, server);
    expect(
      await screen.findByText('This dashboard is not there'),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'All dashboards of Everybody' }),
    ).toHaveAttribute('href', '/dashboards?workspace=default');
  });

  it('offers its owner to put something on it, and says of others’ that it is empty', async () => {
    const { server, path } = aDashboard();
    renderDashboards(path, server);
    expect(
      await screen.findByRole('button', { name: 'Add a widget' }),
    ).toBeVisible();
  });
});
