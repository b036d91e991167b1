import { renderInTestApp } from '@backstage/frontend-test-utils';
import type {
  DashboardConfig,
  Threshold,
  WidgetFilters,
} from '@callboard/plugin-callboard-common';
import {
  click,
  createExampleResponse,
  toFakeId,
  newWorkItem,
  renderLegacyPage,
  toPage,
  ErrorResponse,
  createStoredFields,
} from '@callboard/plugin-callboard-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { FakeDashboards } from '../__testUtils__/FakeDashboards';
import { callboardDashboardsRoutes } from '../legacy';
import { createChangeSignal } from '../__testUtils__/setUpDashboard';
import { renderDashboards } from '../__testUtils__/renderDashboards';
import { ThresholdFields } from './ThresholdFields';
import { findHandle, newBoard } from './__testUtils__/newBoard';

describe('widget editor', () => {
  async function choose(field: string, option: string) {
    await userEvent.click(screen.getByLabelText(field));
    await click('option', option);
  }

  /** Opens the editor of the widget `Left`, or of a new widget. */
  async function openEditor(target: 'left' | 'new', config = {}) {
    const board = newBoard();
    board.server.answer({
      getTimeSettings: () => createExampleResponse('getTimeSettings'),
    });
    const isNew = target === 'new';
    const { signal } = board.open({
      query: `mode=edit&widget=${isNew ? 'new' : board.left.id}`,
      config,
    });
    const name = isNew ? 'Add widget' : 'Edit widget';
    const form = within(await screen.findByRole('dialog', { name }));
    return { ...board, signal, form };
  }

  it('adds a widget with the chosen title, chart type and metric', async () => {
    const { server, form } = await openEditor('new');
    await userEvent.type(form.getByLabelText('Title'), 'Open now');
    await choose('Chart type', 'Number');
    await choose('Metric', 'Backlog and not started');
    await click('button', 'Add', form);
    await waitFor(() => expect(server.widgets).toHaveLength(3));
    expect(server.widgets[2]).toMatchObject({
      title: 'Open now',
      widget_type: 'work_items_chart',
      config: { chart_type: 'number', metric: 'pending', x_axis: null },
    });
  });

  it('keeps the focus on the button while it saves, and after a failure', async () => {
    const { server, form } = await openEditor('left');
    server.refuse('PATCH', 503, 'Away');
    const release = server.blockRequests(() => true);
    const button = form.getByRole('button', { name: 'Save' });
    await userEvent.click(button);
    await userEvent.keyboard('{Enter}');
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveFocus();
    release();
    await form.findByText(/Away/);
    expect(button).toHaveFocus();
    expect(server.sent('PATCH', '/widgets')).toHaveLength(1);
  });

  it('stays on the page that the user opens while it saves', async () => {
    const { server, left, form } = await openEditor('left');
    let isBlocking = true;
    const release = server.blockRequests(() => isBlocking);
    await click('button', 'Save', form);
    isBlocking = false;
    await userEvent.click(screen.getByText('All dashboards'));
    await screen.findByRole('button', { name: 'Create dashboard' });
    release();
    await waitFor(() => expect(left.version).toBe(2));
    await click('button', 'Create dashboard');
    expect(
      await screen.findByRole('dialog', { name: 'Create dashboard' }),
    ).toBeVisible();
  });

  it.each([
    ['Time', 'time_chart', 'logged_minutes'],
    ['People', 'people_chart', 'people'],
    ['Activity', 'activity_chart', 'count'],
  ])(
    'sets the default metric of the chosen widget type %s',
    async (type, widget_type, metric) => {
      const { server, form } = await openEditor('new');
      await choose('Widget type', type);
      await click('button', 'Add', form);
      await waitFor(() => expect(server.widgets).toHaveLength(3));
      expect(server.widgets[2]).toMatchObject({
        widget_type,
        config: { metric },
      });
    },
  );

  it('omits time and departments if their features are off', async () => {
    const { server, form } = await openEditor('new', {
      callboard: { features: { time: false, organisation: false } },
    });
    expect(form.getByLabelText('Projects')).toBeInTheDocument();
    expect(form.queryByLabelText('Departments')).toBeNull();
    await userEvent.click(form.getByLabelText('Widget type'));
    expect(
      (await screen.findAllByRole('option')).map(
        ({ textContent }) => textContent,
      ),
    ).toEqual([
      'Work items',
      'People',
      'Activity',
      'Workspace overview',
      'Work by project',
      'Work item table',
      'Text',
      'Work item list',
    ]);
    expect(server.sent('GET', '/departments/tree')).toEqual([]);
  });

  it('keeps a chosen metric that the new widget type also supports', async () => {
    const { server, form } = await openEditor('new');
    await choose('Widget type', 'Time');
    await choose('Metric', 'Count');
    await choose('Widget type', 'People');
    await click('button', 'Add', form);
    await waitFor(() => expect(server.widgets).toHaveLength(3));
    expect(server.widgets[2].config.metric).toBe('count');
  });

  it('adds a work item list and caps its limit at 50', async () => {
    const { server, form } = await openEditor('new');
    await choose('Widget type', 'Work item list');
    expect(form.queryByLabelText('Metric')).toBeNull();
    await choose('Date field', 'Due date');
    await userEvent.type(form.getByLabelText('Limit'), '99');
    await click('button', 'Add', form);
    await waitFor(() => expect(server.widgets).toHaveLength(3));
    expect(server.widgets[2]).toMatchObject({
      widget_type: 'work_items_list',
      config: { x_axis: 'TARGET_DATE', limit: 50 },
    });
  });

  it('requests a preview of the unsaved widget with the dashboard filters @full', async () => {
    const { server, dashboard } = await openEditor('new');
    await choose('X-axis', 'Priority');
    await waitFor(() =>
      expect(server.sent('POST', '/preview').at(-1)?.body).toMatchObject({
        // The dashboard's filters apply to this widget, too.
        dashboard_id: dashboard.id,
        widget_type: 'work_items_chart',
        config: { chart_type: 'bar', x_axis: 'PRIORITY' },
      }),
    );
  });

  it('disables an unavailable metric and shows the reason @full', async () => {
    await openEditor('new');
    await userEvent.click(screen.getByLabelText('Metric'));
    const overdue = await screen.findByRole('option', { name: /^Overdue/ });
    expect(overdue).toHaveAttribute('aria-disabled', 'true');
    expect(overdue).toHaveTextContent('requires the chart type number');
  });

  it('merges changes that another user made to other fields @full', async () => {
    const { server, left, form } = await openEditor('left');
    const title = form.getByLabelText('Title');
    await userEvent.clear(title);
    await userEvent.type(title, 'Mine');
    Object.assign(left, {
      version: left.version + 1,
      config: { ...left.config, limit: 7 },
    });
    await click('button', 'Save', form);
    await waitFor(() => expect(left.title).toBe('Mine'));
    expect(left.config).toMatchObject({ x_axis: 'PRIORITY', limit: 7 });
    expect(server.sent('PATCH', left.id)).toHaveLength(2);
  });

  it('requires a second save before overwriting a field that another user changed @full', async () => {
    const { left, form } = await openEditor('left');
    const title = form.getByLabelText('Title');
    await userEvent.clear(title);
    await userEvent.type(title, 'Mine');
    Object.assign(left, {
      version: left.version + 1,
      title: 'Theirs',
      config: { ...left.config, limit: 7 },
    });
    const save = form.getByRole('button', { name: 'Save' });
    await userEvent.click(save);
    expect(
      await form.findByText(/Someone else changed the title/),
    ).toBeVisible();
    expect(left.title).toBe('Theirs');
    await userEvent.click(save);
    await waitFor(() => expect(left.title).toBe('Mine'));
    expect(left.config.limit).toBe(7);
  });

  it('undoes only the change of the user and keeps the changes of other users', async () => {
    const { server, left, form } = await openEditor('left');
    // Another user changes the widget before it is saved, and again afterwards.
    left.version += 1;
    left.config = { ...left.config, limit: 7 };
    await userEvent.type(form.getByLabelText('Title'), '!');
    await click('button', 'Save', form);
    await waitFor(() => expect(left.title).toBe('Left!'));
    left.version += 1;
    left.widget_type = 'table';
    await click('button', 'Undo');
    await waitFor(() => expect(left.title).toBe('Left'));
    expect(left.config.limit).toBe(7);
    expect(server.sent('PATCH', left.id).at(-1)?.body).toEqual({
      title: 'Left',
    });
  });

  it('asks for confirmation before discarding changes @full', async () => {
    const { server, left, form } = await openEditor('left');
    await userEvent.type(form.getByLabelText('Title'), '!');
    await userEvent.keyboard('{Escape}');
    const question = () => screen.findByRole('dialog', { name: /^Discard/ });
    await click('button', 'Cancel', within(await question()));
    await waitFor(() =>
      expect(screen.queryByRole('dialog', { name: /^Discard/ })).toBeNull(),
    );
    expect(form.getByLabelText('Title')).toHaveValue('Left!');
    await click('button', 'Close', form);
    await click('button', 'Discard', within(await question()));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(server.sent('PATCH', left.id)).toEqual([]);
  });

  it('keeps unsaved changes when the user goes back, until they are saved @full', async () => {
    const { server, dashboard } = newBoard();
    // Only the legacy frontend system uses the browser's history in tests.
    await renderLegacyPage(`/dashboards/${dashboard.id}?mode=edit`, server, {
      routes: callboardDashboardsRoutes(),
    });
    await click('button', 'Add widget');
    const findForm = async () =>
      within(await screen.findByRole('dialog', { name: 'Add widget' }));
    await userEvent.type((await findForm()).getByLabelText('Title'), 'Mine');
    act(() => window.history.back());
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await click('button', 'Add widget');
    expect((await findForm()).getByLabelText('Title')).toHaveValue('Mine');
    await click('button', 'Add', await findForm());
    await waitFor(() => expect(server.widgets).toHaveLength(3));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await click('button', 'Add widget');
    expect((await findForm()).getByLabelText('Title')).toHaveValue('');
  });

  it('closes without confirmation when nothing differs from the saved widget @full', async () => {
    const { form } = await openEditor('left');
    await userEvent.type(form.getByLabelText('Title'), '!{Backspace}');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('keeps the input when another user removes the widget, and offers to add it as a new one @full', async () => {
    const { server, left, signal, form } = await openEditor('left');
    await userEvent.type(form.getByLabelText('Title'), '!');
    server.widgets.splice(server.widgets.indexOf(left), 1);
    await signal(createChangeSignal('dashboard_widget', left.id));
    expect(
      await form.findByText(/Someone else removed this widget/),
    ).toBeVisible();
    expect(form.getByLabelText('Title')).toHaveValue('Left!');
    await click('button', 'Add as new widget', form);
    await waitFor(() =>
      expect(server.widgets.map(({ title }) => title)).toContain('Left!'),
    );
    expect(server.widgets[1].size).toMatchObject({ width: 6, height: 6 });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('offers to add a new widget when another user has removed the widget before it is saved @full', async () => {
    const { server, left, form } = await openEditor('left');
    await userEvent.type(form.getByLabelText('Title'), '!');
    server.widgets.splice(server.widgets.indexOf(left), 1);
    await click('button', 'Save', form);
    await click('button', 'Add as new widget', form);
    await waitFor(() =>
      expect(server.widgets.map(({ title }) => title)).toContain('Left!'),
    );
  });

  it.each([
    ['A', 'Add widget'],
    ['F', 'Team health'],
  ])(
    'opens no editor for a deleted widget, and keeps the shortcut %s',
    async (key, name) => {
      const { open } = newBoard();
      open({ query: `mode=edit&widget=${toFakeId('widget', 77)}` });
      await findHandle('Left');
      expect(screen.queryByRole('dialog')).toBeNull();
      await userEvent.keyboard(key.toLowerCase());
      expect(await screen.findByRole('dialog', { name })).toBeVisible();
    },
  );
});

describe('number widget thresholds', () => {
  function open(before?: Threshold[]) {
    const latest: { thresholds?: Threshold[] } = { thresholds: before };
    function Form() {
      const [thresholds, setThresholds] = useState(before);
      latest.thresholds = thresholds;
      return (
        <ThresholdFields thresholds={thresholds} onChange={setThresholds} />
      );
    }
    renderInTestApp(<Form />);
    return latest;
  }

  /** Opens the editor of a number with a threshold. */
  async function openThresholds() {
    const board = newBoard();
    board.left.config = {
      chart_type: 'number',
      metric: 'pending',
      thresholds: [{ operator: '>', value: 5, severity: 'normal' }],
    };
    board.open({ query: `mode=edit&widget=${board.left.id}` });
    const name = 'Edit widget';
    return {
      ...board,
      form: within(await screen.findByRole('dialog', { name })),
    };
  }

  const row = async (nth: number) =>
    within(await screen.findByRole('group', { name: `Threshold ${nth}` }));

  it('adds, changes and removes thresholds', async () => {
    const latest = open();
    const add = await screen.findByRole('button', { name: 'Add threshold' });
    await userEvent.click(add);
    await userEvent.click(add);
    const second = await row(2);
    const value = second.getByLabelText('Value');
    await userEvent.clear(value);
    expect(value).toBeInvalid();
    await userEvent.type(value, '-2.5');
    await userEvent.click(second.getByLabelText('Condition'));
    await click('option', 'at or below');
    await userEvent.click((await row(2)).getByLabelText('Urgency'));
    await click('option', 'Critical');
    const changed = { operator: '<=', value: -2.5, severity: 'critical' };
    expect(latest.thresholds).toEqual([
      { operator: '>', value: 0, severity: 'normal' },
      changed,
    ]);
    await click('button', 'Remove threshold 1');
    expect(latest.thresholds).toEqual([changed]);
    expect((await row(1)).getByLabelText('Value')).toHaveValue(-2.5);
    expect(
      screen.getByRole('button', { name: 'Remove threshold 1' }),
    ).toHaveFocus();
    await click('button', 'Remove threshold 1');
    expect(latest.thresholds).toBeUndefined();
    expect(add).toHaveFocus();
  });

  it('blocks saving while a threshold is empty, and keeps it when another is added', async () => {
    const { left, form } = await openThresholds();
    const value = form.getByLabelText('Value');
    await userEvent.clear(value);
    expect(await form.findByText(/^Enter a number/)).toBeVisible();
    await click('button', 'Add threshold', form);
    expect(value).toBeInTheDocument();
    expect(value).toHaveValue(null);
    const submit = form.getByRole('button', { name: 'Save' });
    expect(submit).toBeDisabled();
    await userEvent.type(value, '7');
    await userEvent.click(submit);
    await waitFor(() =>
      expect(left.config.thresholds).toMatchObject([
        { value: 7 },
        { value: 0 },
      ]),
    );
  });

  it('limits the number of thresholds to ten @full', async () => {
    open(
      Array.from({ length: 10 }, (_, value) => ({
        operator: '>',
        value,
        severity: 'low',
      })),
    );
    expect(
      await screen.findByRole('button', { name: 'Add threshold' }),
    ).toBeDisabled();
  });
});

describe('widget filters', () => {
  const [seen, deleted, lost] = [1, 2, 3].map(at => toFakeId('project', at));

  const [cycle, lostCycle, part] = [1, 2, 3].map(at => toFakeId('cycle', at));

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
      target: of = byPerson,
      config = {},
    }: {
      target?: typeof byPerson | typeof ofWork;
      config?: DashboardConfig;
    } = {},
  ) {
    const server = new FakeDashboards();
    const dashboard = server.addDashboard('Team health', { config });
    const widget = server.addWidget(dashboard, 'By person', {
      ...of,
      config: { ...of.config, filters },
    });
    server.answer({
      getTimeSettings: () => {
        throw new ErrorResponse(403, 'Not for you');
      },
      listResources: ({ query }) => ({
        items: [
          ['project', seen, 'Payments', query.get('projects')],
          [
            'work_item',
            toFakeId('item', 7),
            'PAY-7 Fix rounding',
            query.get('work_items'),
          ],
          ['cycle', cycle, 'Sprint 12', query.get('cycles')],
          ['module', part, 'Checkout', query.get('modules')],
        ].flatMap(([type, id, title, requested]) =>
          requested?.includes(id!)
            ? ({
                type,
                id,
                title,
                workspace_slug: 'default',
                url: '/',
              } as never)
            : [],
        ),
        deleted: query.get('projects')?.includes(deleted)
          ? [{ type: 'project', id: deleted }]
          : [],
      }),
      listStates: () => toPage([]),
      listLabels: () => toPage([]),
      listModules: () => toPage([]),
      listCycles: ({ params }) =>
        toPage(
          params.pid === seen
            ? [
                {
                  ...createStoredFields('cycle', 4),
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
        toPage(
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

  const findChipField = async (label: string) => {
    const field = await screen.findByRole('combobox', { name: label });
    return within(
      field.closest<HTMLElement>(
        '.v5-MuiAutocomplete-root, .MuiAutocomplete-root',
      )!,
    );
  };

  it('shows project names, and descriptions instead of ids for deleted and hidden projects @full', async () => {
    openEditor({
      project_ids: [seen, deleted, lost],
      member_ids: ['user:default/lena.left'],
    });
    const projects = await findChipField('Projects');
    expect(await projects.findByText('Payments')).toBeVisible();
    expect(projects.getByText('Deleted project')).toBeVisible();
    expect(projects.getByText('Hidden project')).toBeVisible();
    expect(
      (await findChipField('People')).getByText('lena.left'),
    ).toBeVisible();
    expect(document.body).not.toHaveTextContent(lost);
    expect(document.body).not.toHaveTextContent(deleted);
  });

  it('finds work items by title and keeps the ones already selected', async () => {
    const { server, widget } = openEditor({
      work_item_ids: [toFakeId('item', 7)],
    });
    const items = await findChipField('Work items');
    expect(await items.findByText('PAY-7 Fix rounding')).toBeVisible();
    await userEvent.type(
      screen.getByRole('combobox', { name: 'Work items' }),
      'button',
    );
    await click('option', /Add a button/);
    await click('button', 'Save');
    await waitFor(() =>
      expect(
        server.widgets.find(({ id }) => id === widget.id)?.config.filters,
      ).toEqual({
        work_item_ids: [toFakeId('item', 7), newWorkItem(2, {}).id],
      }),
    );
  });

  it('shows names of cycles and modules when no project is selected @full', async () => {
    openEditor(
      {
        cycles: [cycle, lostCycle],
        modules: [part],
      },
      { target: ofWork },
    );
    const cycles = await findChipField('Cycles');
    expect(await cycles.findByText('Sprint 12')).toBeVisible();
    expect(cycles.getByText('Hidden cycle')).toBeVisible();
    expect(
      await (await findChipField('Modules')).findByText('Checkout'),
    ).toBeVisible();
  });

  it('selects a typed value once', async () => {
    const { server, widget } = openEditor({}, { target: ofWork });
    const points = await screen.findByRole('combobox', { name: 'Points' });
    await userEvent.type(points, '3{Enter}5{Enter}3,0{Enter}');
    await click('button', 'Save');
    await waitFor(() =>
      expect(
        server.widgets.find(({ id }) => id === widget.id)?.config.filters,
      ).toEqual({ estimate_points: [3, 5] }),
    );
  });

  it('selects known sources by name, and other sources by id', async () => {
    const { server, widget } = openEditor({}, { target: ofWork });
    await click('combobox', 'Source');
    const options = await screen.findAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'Callboard',
      'GitHub',
      'GitLab',
      'Jira',
      'Linear',
      'Plane',
      'Azure DevOps',
      'Other files',
    ]);
    await click('option', 'GitLab');
    await userEvent.type(
      screen.getByRole('combobox', { name: 'Source' }),
      'jira{Enter}jira-2{Enter}no source{Enter}',
    );
    await click('button', 'Save');
    await waitFor(() =>
      expect(
        server.widgets.find(({ id }) => id === widget.id)?.config.filters,
      ).toEqual({ sources: ['gitlab', 'jira', 'jira-2'] }),
    );
  });

  it('offers the cycles of the projects of the dashboard @full', async () => {
    openEditor({}, { target: ofWork, config: { project_ids: [seen] } });
    await click('combobox', 'Cycles');
    expect(
      await screen.findByRole('option', { name: 'Sprint 13' }),
    ).toBeVisible();
  });
});
