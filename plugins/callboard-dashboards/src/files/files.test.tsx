import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { DashboardSchedule } from '@callboard/plugin-callboard-common';
import {
  click,
  hostileWords,
  toFakeId,
  NOW,
  ErrorResponse,
  type PageOptions,
} from '@callboard/plugin-callboard-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeDashboards } from '../__testUtils__/FakeDashboards';
import { catchFiles } from '../__testUtils__/catchFiles';
import { renderDashboards } from '../__testUtils__/renderDashboards';
import { getExportFileName } from '../list/useDashboardActions';
import { ExportImageItems } from '../widgets/WidgetMenu';

describe('dashboard export', () => {
  const createFileResponse = (name: string) =>
    new Response('abc', {
      headers: { 'content-disposition': `attachment; filename="${name}"` },
    });

  async function choose(button: string, entry: string) {
    await click('button', button);
    await click('menuitem', entry);
  }

  let server: FakeDashboards;
  let path: string;

  beforeEach(() => {
    server = new FakeDashboards();
    const dashboard = server.addDashboard('Team health');
    server.addTable(dashboard, 'By priority');
    path = `/dashboards/${dashboard.id}`;
    server.answer({
      exportDashboardPdf: () => createFileResponse('Health.pdf'),
      exportDashboardXlsx: () => createFileResponse('Health.xlsx'),
      exportWidgetXlsx: () => createFileResponse('Priority.xlsx'),
      exportWidgetCsv: () => createFileResponse('Priority.csv'),
    });
  });

  it.each([
    ['Export as PDF', 'Health.pdf', '/export.pdf'],
    ['Export all data to Excel', 'Health.xlsx', '/export.xlsx'],
  ])(
    'exports the dashboard with the date range of the view: %s @full',
    async (entry, name, end) => {
      const saved = catchFiles();
      renderDashboards(`${path}?range=last_7_days`, server);
      await choose('Export', entry);
      await waitFor(() => expect(saved).toEqual([{ name, size: 3 }]));
      expect(server.sent('GET', end)[0].query.toString()).toBe(
        'date_range=last_7_days',
      );
      expect(await screen.findByText(`${name} saved (3 bytes)`)).toBeVisible();
    },
  );

  it('exports a JSON file that can be imported @full', async () => {
    const saved = catchFiles();
    renderDashboards(path, server);
    await choose('Export', 'Export as JSON');
    await waitFor(() => expect(saved[0]?.name).toBe('Team-health.json'));
  });

  it.each([
    ['Export data to Excel', 'Priority.xlsx', '/data.xlsx'],
    ['Export data as CSV', 'Priority.csv', '/data.csv'],
  ])(
    'exports a single widget with the date range of the view: %s @full',
    async (entry, name, end) => {
      const saved = catchFiles();
      renderDashboards(`${path}?range=this_week`, server);
      await screen.findByRole('row', { name: /Urgent/ });
      await choose('Actions for By priority', entry);
      await waitFor(() => expect(saved).toEqual([{ name, size: 3 }]));
      expect(server.sent('GET', end)[0].query.toString()).toBe(
        'date_range=this_week',
      );
    },
  );

  it('omits export actions for text widgets @full', async () => {
    server.widgets.pop();
    server.addWidget(server.dashboards[0], 'Read me', {
      widget_type: 'text',
      config: { text: 'Welcome' },
    });
    renderDashboards(path, server);
    expect(await screen.findByText('Welcome')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Actions for Read me' }),
    );
    expect(await screen.findByRole('menuitem', { name: 'Edit' })).toBeVisible();
    expect(screen.queryByRole('menuitem', { name: /^Export/ })).toBeNull();
  });

  it('shows the error message of the server and saves no file', async () => {
    const saved = catchFiles();
    server.answer({
      exportDashboardPdf: () => {
        throw new ErrorResponse(503, 'It takes too long');
      },
    });
    renderDashboards(path, server);
    await choose('Export', 'Export as PDF');
    expect(
      await screen.findByText(/The export failed. Nothing was saved/),
    ).toBeVisible();
    expect(screen.getByText('It takes too long')).toBeVisible();
    expect(saved).toEqual([]);
  });

  it('shows the progress and allows the user to cancel @full', async () => {
    const saved = catchFiles();
    let answer: (response: Response) => void = () => {};
    server.answer({
      exportDashboardPdf: () =>
        new Promise<Response>(resolve => {
          answer = resolve;
        }),
    });
    renderDashboards(path, server);
    await choose('Export', 'Export as PDF');
    expect(await screen.findByText('Exporting')).toBeInTheDocument();
    const button = screen.getByRole('button', { name: 'Export' });
    await userEvent.hover(button);
    expect(await screen.findByText('Exporting, 0 bytes so far')).toBeVisible();
    await choose('Export', 'Cancel export');
    await act(async () => answer(createFileResponse('Health.pdf')));
    await waitFor(() => expect(screen.queryByText('Exporting')).toBeNull());
    expect(button).toHaveFocus();
    expect(saved).toEqual([]);
  });

  it.each<[string, PageOptions, () => void]>([
    [
      'to guests @full',
      {},
      () => {
        server.me.workspaces[0].role = 'guest';
        Object.assign(server.dashboards[0], {
          access: 'shared',
          owner_ref: 'user:default/alex.admin',
          owner_name: 'Alex Admin',
        });
      },
    ],
    [
      'while emails are off',
      { config: { callboard: { features: { mail: false } } } },
      () => {},
    ],
  ])(
    'offers file exports but no email schedules %s',
    async (_, options, prepare) => {
      prepare();
      renderDashboards(path, server, undefined, options);
      await click('button', 'Export');
      expect(
        (await screen.findAllByRole('menuitem')).map(
          ({ textContent }) => textContent,
        ),
      ).toEqual([
        'Export as PDF',
        'Export all data to Excel',
        'Export as JSON',
      ]);
    },
  );
});

describe('dashboard email schedules', () => {
  const max = 'user:default/max.member';

  const weekly = /^Every Monday at 8:00.AM, Europe\/Berlin$/;

  let server: FakeDashboards;

  async function openMails() {
    const [{ id, name }] = server.dashboards;
    renderDashboards(`/dashboards/${id}`, server);
    await click('button', 'Export');
    await click('menuitem', 'Schedule emails…');
    return within(
      await screen.findByRole('dialog', {
        name: `Email schedules for “${name}”`,
      }),
    );
  }

  async function pick(field: string, option: string | RegExp) {
    await click('combobox', field);
    await click('option', option);
  }

  beforeEach(() => {
    server = new FakeDashboards();
    server.addDashboard('Team health', { access: 'shared' });
    server.insert('workspaceMembers', {
      user_ref: max,
      display_name: 'Max Member',
    });
  });

  const addSchedule = (values: Partial<DashboardSchedule> = {}) =>
    server.insert('dashboardSchedules', {
      dashboard_id: server.dashboards[0].id,
      recipient_refs: [max],
      frequency: 'weekly',
      weekday: 1,
      hour: 8,
      timezone: 'Europe/Berlin',
      format: 'pdf',
      is_enabled: true,
      ...values,
    });

  it('shows recipient, time, format, status and last delivery of each schedule', async () => {
    addSchedule({ last_sent_at: NOW });
    addSchedule({
      frequency: 'monthly',
      weekday: null,
      day_of_month: 31,
      hour: 17,
      timezone: 'America/New_York',
      format: 'xlsx',
      is_enabled: false,
    });
    const dialog = await openMails();
    const [first, second] = await dialog.findAllByRole('listitem');
    expect(within(first).getByText(weekly)).toBeVisible();
    expect(first).toHaveTextContent(/max\.member.*PDF · Last sent/);
    expect(second).toHaveTextContent(
      /On day 31 of every month at 5:00.PM, America\/New York/,
    );
    expect(second).toHaveTextContent(/Excel · Off · Never sent/);
    expect(
      dialog.getByText(/the data they have access to.*receive nothing/),
    ).toBeVisible();
    expect(dialog.queryByRole('alert')).toBeNull();
  });

  it('warns that only the owner receives emails of a private dashboard @full', async () => {
    server.dashboards[0].access = 'private';
    const dialog = await openMails();
    expect(dialog.getByRole('alert')).toHaveTextContent(
      /only its owner receives these emails/,
    );
    expect(await dialog.findByText('No email schedules yet.')).toBeVisible();
  });

  it('creates a schedule with several recipients, frequency, time and format @full', async () => {
    const dialog = await openMails();
    await click('button', 'Add schedule', dialog);
    const form = within(
      await screen.findByRole('dialog', { name: 'Add email schedule' }),
    );
    await click('combobox', /^To/, form);
    await click('option', /Max Member/);
    await pick('Frequency', 'Monthly');
    await pick('Day of month', '31');
    expect(form.getByText(/on the last day/)).toBeVisible();
    await pick('Time', /^5:00.PM$/);
    await pick('Format', /^Excel/);
    await click('button', 'Save', form);
    expect(await dialog.findByRole('listitem')).toHaveTextContent(
      /On day 31 of every month at 5:00.PM, UTC/,
    );
    expect(server.sent('POST', '/schedules')[0].body).toEqual({
      recipient_refs: [server.me.user_ref, max],
      frequency: 'monthly',
      weekday: null,
      day_of_month: 31,
      hour: 17,
      timezone: 'UTC',
      format: 'xlsx',
    });
  });

  it('clears the weekday when the frequency changes from weekly to daily @full', async () => {
    const schedule = addSchedule();
    const dialog = await openMails();
    await click('button', /^Edit/, dialog);
    const form = within(
      await screen.findByRole('dialog', { name: 'Edit email schedule' }),
    );
    expect(form.getByRole('button', { name: /max.member|Max/ })).toBeVisible();
    await pick('Frequency', 'Daily');
    expect(form.queryByRole('combobox', { name: 'Day of week' })).toBeNull();
    await click('button', 'Save', form);
    await waitFor(() => expect(schedule.frequency).toBe('daily'));
    expect(schedule).toMatchObject({ weekday: null, day_of_month: null });
    expect(
      await dialog.findByText(/^Every day at 8:00.AM, Europe\/Berlin$/),
    ).toBeVisible();
  });

  it('requires a recipient and shows the server error for an unknown one', async () => {
    addSchedule();
    const dialog = await openMails();
    await click('button', /^Edit/, dialog);
    const form = within(
      await screen.findByRole('dialog', { name: 'Edit email schedule' }),
    );
    const people = form.getByRole('combobox', { name: /^To/ });
    server.refuse(
      'PATCH',
      400,
      `body.recipient_refs[0]: ${max} is not in the workspace`,
    );
    await click('button', 'Save', form);
    await waitFor(() =>
      expect(people).toHaveAccessibleDescription(/not in the workspace/),
    );
    await userEvent.type(people, '{Backspace}');
    await userEvent.tab();
    expect(people).toHaveAccessibleDescription('Choose at least one person.');
    expect(form.getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  it('disables a schedule and reverts the checkbox when the server rejects a change @full', async () => {
    const schedule = addSchedule();
    const dialog = await openMails();
    const on = await dialog.findByRole('checkbox', { name: /^Send:/ });
    await userEvent.click(on);
    await waitFor(() => expect(schedule.is_enabled).toBe(false));
    await waitFor(() => expect(on).not.toBeChecked());
    server.refuse('PATCH', 503, 'Away');
    await userEvent.click(on);
    expect(
      await screen.findByText('The schedule was not changed.'),
    ).toBeVisible();
    await waitFor(() => expect(on).not.toBeChecked());
  });

  it('deletes a schedule only after confirmation', async () => {
    addSchedule();
    const dialog = await openMails();
    await click('button', /^Delete/, dialog);
    const menu = within(
      await screen.findByRole('dialog', {
        name: 'Delete this email schedule?',
      }),
    );
    expect(
      menu.getByText(/^Every Monday.*will no longer be sent to anyone/),
    ).toBeVisible();
    expect(server.store('dashboardSchedules')).toHaveLength(1);
    await click('button', 'Delete', menu);
    await waitFor(() => expect(server.store('dashboardSchedules')).toEqual([]));
    expect(await dialog.findByText('No email schedules yet.')).toBeVisible();
  });

  it('shows hostile dashboard and recipient names as plain text @full', async () => {
    const name = hostileWords.find(word => word.includes('<')) ?? '<b>';
    server.dashboards[0].name = name;
    addSchedule({
      recipient_refs: ['user:default/constructor'],
    });
    const dialog = await openMails();
    expect(await dialog.findByText('constructor')).toBeVisible();
  });

  it('opens for admins on a shared dashboard of another owner @full', async () => {
    Object.assign(server.dashboards[0], {
      owner_ref: 'user:default/alex.admin',
      owner_name: 'Alex Admin',
    });
    server.me.workspaces[0].role = 'admin';
    const dialog = await openMails();
    expect(await dialog.findByText('No email schedules yet.')).toBeVisible();
    expect(server.sent('GET', '/schedules')[0].params.id).toBe(
      toFakeId('dashboard', 1),
    );
  });
});

describe('ExportImageItems', () => {
  const names = Array.from({ length: 12 }, (_, at) => `State ${at}`);
  const eachOnce = Object.fromEntries(names.map(name => [name, 1]));

  const bars = {
    data: [{ key: 'urgent', name: 'Urgent', count: 12, ...eachOnce }],
    schema: Object.fromEntries(names.map(name => [name, name])),
    total: 12,
    computed_at: NOW,
  };

  const widget = {
    widget_type: 'work_items_chart',
    title: 'By priority',
    config: {
      chart_type: 'bar',
      x_axis: 'PRIORITY',
      group_by: 'STATES',
      metric: 'count',
    },
  } as const;

  it('saves an SVG whose legend names every group @full', async () => {
    const saved: Blob[] = [];
    URL.createObjectURL = content => {
      saved.push(content as Blob);
      return 'blob:';
    };
    URL.revokeObjectURL = () => {};
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => {});
    renderInTestApp(
      <ExportImageItems
        widget={widget}
        type="bar"
        bars={bars}
        onDone={() => {}}
      />,
    );
    await click('menuitem', 'Export as SVG');
    await waitFor(() => expect(saved).toHaveLength(1));
    const svg = await saved[0].text();
    expect(names.filter(name => !svg.includes(`>${name}<`))).toEqual([]);
  });
});

describe('getExportFileName', () => {
  it.each([
    ['Delivery', 'Delivery.json'],
    ['Ärger / 100 %', 'Ärger-100.json'],
    ['../../etc/passwd', 'etc-passwd.json'],
    ['…', 'dashboard.json'],
    ['नमस्ते', 'नमस्ते.json'],
  ])('converts the dashboard name %s to the file name %s', (name, file) => {
    expect(getExportFileName(name)).toBe(file);
  });

  it('returns only letters, digits and dashes for hostile names', () => {
    for (const word of hostileWords) {
      expect(getExportFileName(word)).toMatch(
        /^[\p{L}\p{M}\p{N}-]{1,80}\.json$/u,
      );
    }
  });
});
