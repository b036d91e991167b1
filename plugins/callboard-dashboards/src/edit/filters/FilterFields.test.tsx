import type {
  DashboardConfig,
  WidgetFilters,
} from '@callboard/plugin-callboard-common';
import {
  idOf,
  newWorkItem,
  pageOfItems,
  Refusal,
  stored,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeDashboards } from '../../__testUtils__/FakeDashboards';
import { renderDashboards } from '../../__testUtils__/renderDashboards';

const [seen, gone, lost] = [1, 2, 3].map(at => idOf('project', at));
const [cycle, lostCycle, part] = [1, 2, 3].map(at => idOf('cycle', at));

const byPerson = {
  widget_type: 'time_chart',
  config: { chart_type: 'bar', x_axis: 'MEMBER', metric: 'logged_minutes' },
} as const;

const ofWork = {
  widget_type: 'work_items_chart',
  config: { chart_type: 'bar', x_axis: 'PRIORITY' },
} as const;

function openEditor(
  filters: WidgetFilters,
  {
    of = byPerson,
    config = {},
  }: { of?: typeof byPerson | typeof ofWork; config?: DashboardConfig } = {},
) {
  const server = new FakeDashboards();
  const dashboard = server.add('Team health', { config });
  const widget = server.addWidget(dashboard, 'By person', {
    ...of,
    config: { ...of.config, filters },
  });
  server.answer({
    getTimeSettings: () => {
      throw new Refusal(403, 'Not for you');
    },
    listThings: ({ query }) => ({
      items: [
        ['project', seen, 'Payments', query.get('projects')],
        [
          'work_item',
          idOf('item', 7),
          'PAY-7 Fix rounding',
          query.get('work_items'),
        ],
        ['cycle', cycle, 'Sprint 12', query.get('cycles')],
        ['module', part, 'Checkout', query.get('modules')],
      ].flatMap(([type, id, title, asked]) =>
        asked?.includes(id!)
          ? ({ type, id, title, workspace_slug: 'default', url: '/' } as never)
          : [],
      ),
      gone: query.get('projects')?.includes(gone)
        ? [{ type: 'project', id: gone }]
        : [],
    }),
    listStates: () => pageOfItems([]),
    listLabels: () => pageOfItems([]),
    listModules: () => pageOfItems([]),
    listCycles: ({ params }) =>
      pageOfItems(
        params.pid === seen
          ? [
              {
                ...stored('cycle', 4),
                project_id: seen,
                name: 'Sprint 13',
                description: null,
                start_date: null,
                end_date: null,
              },
            ]
          : [],
      ),
    listWorkItemsOfWorkspace: ({ query }) =>
      pageOfItems(
        [
          newWorkItem(1, { title: 'Fix rounding' }),
          newWorkItem(2, { title: 'Add a button' }),
        ].filter(({ title }) => title.includes(query.get('search') ?? '')),
      ),
  });
  renderDashboards(
    `/dashboards/${dashboard.id}?mode=edit&widget=${widget.id}`,
    server,
  );
  return { server, widget };
}

const chipsOf = async (label: string) => {
  const field = await screen.findByRole('combobox', { name: label });
  return within(
    field.closest<HTMLElement>(
      '.v5-MuiAutocomplete-root, .MuiAutocomplete-root',
    )!,
  );
};

describe('the filters of a widget', () => {
  it('name what there is, and say of the rest that it is gone or out of sight', async () => {
    openEditor({
      project_ids: [seen, gone, lost],
      member_ids: ['user:default/lena.left'],
    });
    const projects = await chipsOf('Projects');
    expect(await projects.findByText('Payments')).toBeVisible();
    expect(projects.getByText('Deleted project')).toBeVisible();
    expect(projects.getByText('Project you cannot see')).toBeVisible();
    expect((await chipsOf('People')).getByText('lena.left')).toBeVisible();
    expect(document.body).not.toHaveTextContent(lost);
    expect(document.body).not.toHaveTextContent(gone);
  });

  it('find work items by their title, and keep those that are there', async () => {
    const { server, widget } = openEditor({ work_item_ids: [idOf('item', 7)] });
    const items = await chipsOf('Work items');
    expect(await items.findByText('PAY-7 Fix rounding')).toBeVisible();
    await userEvent.type(
      screen.getByRole('combobox', { name: 'Work items' }),
      'button',
    );
    await userEvent.click(
      await screen.findByRole('option', { name: /Add a button/ }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(
        server.widgets.find(({ id }) => id === widget.id)?.config.filters,
      ).toEqual({ work_item_ids: [idOf('item', 7), newWorkItem(2, {}).id] }),
    );
  });

  it('name cycles and modules whose projects are not among them', async () => {
    openEditor(
      {
        cycles: [cycle, lostCycle],
        modules: [part],
      },
      { of: ofWork },
    );
    const cycles = await chipsOf('Cycles');
    expect(await cycles.findByText('Sprint 12')).toBeVisible();
    expect(cycles.getByText('Cycle you cannot see')).toBeVisible();
    expect(
      await (await chipsOf('Modules')).findByText('Checkout'),
    ).toBeVisible();
  });

  it('offer the cycles of the projects that the dashboard is of', async () => {
    openEditor({}, { of: ofWork, config: { project_ids: [seen] } });
    await userEvent.click(
      await screen.findByRole('combobox', { name: 'Cycles' }),
    );
    expect(
      await screen.findByRole('option', { name: 'Sprint 13' }),
    ).toBeVisible();
  });
});
