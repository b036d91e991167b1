import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { catchFiles } from '../__testUtils__/catchFiles';
import { FakeDashboards } from '../__testUtils__/FakeDashboards';
import { renderDashboards } from '../__testUtils__/renderDashboards';

const fileOf = (name: string) =>
  new Response('abc', {
    headers: { 'content-disposition': `attachment; filename="${name}"` },
  });

async function choose(button: string, entry: string) {
  await userEvent.click(await screen.findByRole('button', { name: button }));
  await userEvent.click(await screen.findByRole('menuitem', { name: entry }));
}

describe('files of a dashboard', () => {
  let server: FakeDashboards;
  let path: string;

  beforeEach(() => {
    server = new FakeDashboards();
    const dashboard = server.add('Team health');
    server.addWidget(dashboard, 'By priority', {
      widget_type: 'table',
      config: { x_axis: 'PRIORITY' },
    });
    path = `/dashboards/${dashboard.id}`;
    server.answer({
      exportDashboardPdf: () => fileOf('Health.pdf'),
      exportDashboardXlsx: () => fileOf('Health.xlsx'),
      exportWidgetXlsx: () => fileOf('Priority.xlsx'),
      exportWidgetCsv: () => fileOf('Priority.csv'),
    });
  });

  it.each([
    ['Save as PDF', 'Health.pdf', '/export.pdf'],
    ['Save all numbers as XLSX', 'Health.xlsx', '/export.xlsx'],
  ])('are of what the viewer has chosen: %s', async (entry, name, end) => {
    const saved = catchFiles();
    renderDashboards(`${path}?range=last_7_days`, server);
    await choose('Save or send', entry);
    await waitFor(() => expect(saved).toEqual([{ name, size: 3 }]));
    expect(server.sent('GET', end)[0].query.toString()).toBe(
      'date_range=last_7_days',
    );
    expect(await screen.findByText(`${name} is saved (3 bytes)`)).toBeVisible();
  });

  it('can be one to import, as the list offers it', async () => {
    const saved = catchFiles();
    renderDashboards(path, server);
    await choose('Save or send', 'Save as JSON, to import');
    await waitFor(() => expect(saved[0]?.name).toBe('Team-health.json'));
  });

  it.each([
    ['Save numbers as XLSX', 'Priority.xlsx', '/data.xlsx'],
    ['Save numbers as CSV', 'Priority.csv', '/data.csv'],
  ])('can be of a widget alone: %s', async (entry, name, end) => {
    const saved = catchFiles();
    renderDashboards(`${path}?range=this_week`, server);
    await screen.findByRole('row', { name: /Urgent/ });
    await choose('Actions for By priority', entry);
    await waitFor(() => expect(saved).toEqual([{ name, size: 3 }]));
    expect(server.sent('GET', end)[0].query.toString()).toBe(
      'date_range=this_week',
    );
  });

  it('are not offered of texts', async () => {
    server.widgets = [];
    server.addWidget(server.dashboards[0], 'Read me', {
      widget_type: 'text',
      config: { text: 'Welcome' },
    });
    renderDashboards(path, server);
    expect(await screen.findByText('Welcome')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Actions for Read me' }),
    ).toBeNull();
  });

  it('say in the words of the server why they could not be had', async () => {
    const saved = catchFiles();
    server.answer({
      exportDashboardPdf: () => {
        throw new Refusal(503, 'It takes too long');
      },
    });
    renderDashboards(path, server);
    await choose('Save or send', 'Save as PDF');
    expect(
      await screen.findByText(/The export failed. Nothing was saved/),
    ).toBeVisible();
    expect(screen.getByText('It takes too long')).toBeVisible();
    expect(saved).toEqual([]);
  });

  it('show that they are on their way, and can be given up', async () => {
    const saved = catchFiles();
    let answer: (response: Response) => void = () => {};
    server.answer({
      exportDashboardPdf: () =>
        new Promise<Response>(resolve => {
          answer = resolve;
        }),
    });
    renderDashboards(path, server);
    await choose('Save or send', 'Save as PDF');
    expect(await screen.findByText('Exporting')).toBeInTheDocument();
    const button = screen.getByRole('button', { name: 'Save or send' });
    await userEvent.hover(button);
    expect(await screen.findByText('Exporting, 0 bytes so far')).toBeVisible();
    await choose('Save or send', 'Cancel the export');
    await act(async () => answer(fileOf('Health.pdf')));
    await waitFor(() => expect(screen.queryByText('Exporting')).toBeNull());
    expect(button).toHaveFocus();
    expect(saved).toEqual([]);
  });

  it('are there for guests, who send nothing', async () => {
    server.me.workspaces[0].role = 'guest';
    Object.assign(server.dashboards[0], {
      access: 'shared',
      owner_ref: 'user:default/alex.admin',
      owner_name: 'Alex Admin',
    });
    renderDashboards(path, server);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Save as a file' }),
    );
    expect(
      (await screen.findAllByRole('menuitem')).map(
        ({ textContent }) => textContent,
      ),
    ).toEqual([
      'Save as PDF',
      'Save all numbers as XLSX',
      'Save as JSON, to import',
    ]);
  });
});
