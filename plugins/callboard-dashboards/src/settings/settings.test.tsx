import type { Dashboard } from '@callboard/plugin-callboard-common';
import { click, toFakeId } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setUpDashboard } from '../__testUtils__/setUpDashboard';
import { renderDashboards } from '../__testUtils__/renderDashboards';

const payments = toFakeId('project', 1);
const billing = toFakeId('department', 1);

async function openSettings(values: Partial<Dashboard> = {}, search = '') {
  const opened = setUpDashboard(values);
  const { server, path } = opened;
  server.answer({
    listResources: ({ query }) => ({
      items: query.get('projects')
        ? [
            {
              type: 'project',
              id: payments,
              title: 'Payments',
              workspace_slug: 'default',
              url: '/payments',
            },
          ]
        : [],
      deleted: [],
    }),
  });
  renderDashboards(path + search, server);
  await click('button', 'Dashboard settings');
  return {
    ...opened,
    dialog: within(
      await screen.findByRole('dialog', { name: 'Dashboard settings' }),
    ),
  };
}

const choose = async (field: string, option: string) => {
  await click('combobox', field);
  await click('option', option);
};

const save = () => click('button', 'Save');

describe('dashboard settings', () => {
  it('updates the changed settings and keeps the others', async () => {
    const { dashboard, dialog } = await openSettings({
      access: 'shared',
      config: {
        project_ids: [payments],
        department_ids: [null, billing],
        filters: { priority: ['urgent'] },
        timezone: 'Asia/Tokyo',
        refresh_seconds: 45,
      },
    });
    expect(await dialog.findByText('Payments')).toBeVisible();
    expect(dialog.getByText('urgent')).toBeVisible();
    expect(dialog.getByText('Every 45 seconds')).toBeVisible();
    expect(dialog.getByRole('combobox', { name: 'Time zone' })).toHaveValue(
      'Asia/Tokyo',
    );
    await choose('Auto-refresh', 'Every 5 minutes');
    await click('checkbox', 'Date range', dialog);
    await click('checkbox', /^Default dashboard/, dialog);
    await save();
    await waitFor(() =>
      expect(dashboard).toMatchObject({
        is_default: true,
        version: 2,
        config: {
          project_ids: [payments],
          department_ids: [null, billing],
          filters: { priority: ['urgent'] },
          timezone: 'Asia/Tokyo',
          date_range: 'last_30_days',
          refresh_seconds: 300,
        },
      }),
    );
  });

  it('allows turning auto-refresh off @full', async () => {
    const { dashboard, dialog } = await openSettings();
    expect(dialog.getByText('Every minute')).toBeVisible();
    await choose('Auto-refresh', 'Off');
    await save();
    await waitFor(() =>
      expect(dashboard.config).toEqual({ refresh_seconds: 0 }),
    );
  });

  it('allows any filter for all widgets @full', async () => {
    const { dashboard, dialog } = await openSettings({}, '?mode=edit');
    await click('button', 'Add filter', dialog);
    await click('menuitem', 'Billable');
    await choose('Billable', 'yes');
    await userEvent.keyboard('{Escape}');
    await save();
    await waitFor(() =>
      expect(dashboard.config).toEqual({ filters: { is_billable: [true] } }),
    );
  });

  it('merges changes that another user made to other settings @full', async () => {
    const { dashboard } = await openSettings();
    Object.assign(dashboard, {
      version: 2,
      description: 'By Alex',
      config: { timezone: 'Asia/Tokyo' },
    });
    await choose('Auto-refresh', 'Every 30 seconds');
    await save();
    await waitFor(() =>
      expect(dashboard).toMatchObject({
        version: 3,
        description: 'By Alex',
        config: { timezone: 'Asia/Tokyo', refresh_seconds: 30 },
      }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('shows a conflict with the change of another user before overwriting it', async () => {
    const { dashboard, dialog } = await openSettings();
    Object.assign(dashboard, { version: 2, config: { refresh_seconds: 60 } });
    await choose('Auto-refresh', 'Every 30 seconds');
    await save();
    expect(
      await dialog.findByText(/changed the refresh interval/),
    ).toBeVisible();
    expect(dashboard.config).toEqual({ refresh_seconds: 60 });
    await save();
    await waitFor(() =>
      expect(dashboard.config).toEqual({ refresh_seconds: 30 }),
    );
  });

  it('compares the name only with dashboards of the chosen access', async () => {
    const { server, dialog } = await openSettings();
    const isTaken = /A dashboard with this name already exists/;
    for (let nth = 2; nth < 210; nth += 1) {
      server.addDashboard(`Team health ${nth}`, { access: 'shared' });
    }
    server.addDashboard('TEAM HEALTH', { access: 'shared' });
    await click('radio', /^Everyone/, dialog);
    expect(await dialog.findByText(isTaken)).toBeVisible();
    expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
    await click('radio', /^Only/, dialog);
    expect(dialog.queryByText(isTaken)).toBeNull();
  });

  it('shows an error at an unchanged name that is taken by the time it is shared', async () => {
    const { server, dialog } = await openSettings();
    await click('radio', /^Everyone/, dialog);
    server.refuse('PATCH', 409, 'body.name: Team health is taken');
    await save();
    expect(
      await dialog.findByText(/A dashboard with this name already exists/),
    ).toBeVisible();
  });

  it('hides the settings from users who cannot edit the dashboard', async () => {
    const { server, path } = setUpDashboard({
      access: 'shared',
      owner_ref: 'user:default/alex.admin',
    });
    renderDashboards(`${path}?range=this_week`, server);
    await screen.findByRole('button', { name: 'Copy link' });
    expect(
      screen.queryByRole('button', { name: 'Dashboard settings' }),
    ).toBeNull();
    expect(
      screen.queryByRole('button', { name: 'Save for everyone' }),
    ).toBeNull();
  });

  it('saves without waiting for widget data, and does not refetch the previous range @full', async () => {
    const { server, dashboard, path } = setUpDashboard();
    server.addWidget(dashboard, 'By priority');
    renderDashboards(`${path}?range=this_month`, server);
    await screen.findByRole('img', { name: /^By priority/ });
    const listQueries = () =>
      server.sent('GET', '/data').map(({ query }) => `${query}`);
    expect(listQueries()).toEqual(['date_range=this_month']);
    server.answer({ getWidgetData: () => new Promise(() => {}) });
    await click('button', 'Save for everyone');
    expect(await screen.findByText(/are saved for everyone/)).toBeVisible();
    expect(listQueries().slice(1)).toEqual(['']);
  });

  it('stays on the page that the user opens while the filters are saved', async () => {
    const { server, dashboard, path } = setUpDashboard();
    renderDashboards(`${path}?range=this_month`, server);
    await screen.findByRole('button', { name: 'Save for everyone' });
    let isBlocking = true;
    const release = server.blockRequests(() => isBlocking);
    await click('button', 'Save for everyone');
    isBlocking = false;
    await click('link', 'All dashboards');
    await screen.findByRole('button', { name: 'Create dashboard' });
    release();
    expect(await screen.findByText(/are saved for everyone/)).toBeVisible();
    expect(dashboard.config).toEqual({ date_range: 'this_month' });
    expect(
      screen.getByRole('button', { name: 'Create dashboard' }),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Copy link' })).toBeNull();
  });

  it('keeps a filter in the URL that the user chooses while others are saved', async () => {
    const { server, dashboard, path } = setUpDashboard();
    renderDashboards(`${path}?range=this_month`, server);
    await screen.findByRole('button', { name: 'Save for everyone' });
    let isBlocking = true;
    const release = server.blockRequests(() => isBlocking);
    await click('button', 'Save for everyone');
    isBlocking = false;
    await click('button', /^This month/);
    await click('menuitem', /^Last 7 days/);
    release();
    expect(await screen.findByText(/are saved for everyone/)).toBeVisible();
    expect(dashboard.config).toEqual({ date_range: 'this_month' });
    expect(screen.getByRole('button', { name: /^Last 7 days/ })).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Save for everyone' }),
    ).toBeVisible();
  });

  it('saves the date range of the view and keeps filters changed by another user @full', async () => {
    const { server, dashboard, path } = setUpDashboard();
    renderDashboards(`${path}?range=this_month`, server);
    const button = await screen.findByRole('button', {
      name: 'Save for everyone',
    });
    const filters = { priority: ['urgent'] };
    Object.assign(dashboard, { version: 2, config: { filters } });
    await userEvent.click(button);
    await waitFor(() =>
      expect(dashboard.config).toEqual({ date_range: 'this_month', filters }),
    );
  });

  it('saves date range and project of the view for everyone and restores them on undo', async () => {
    const { server, dashboard, path } = setUpDashboard({
      config: { date_range: 'last_7_days', refresh_seconds: 60 },
    });
    renderDashboards(`${path}?range=this_month&project=${payments}`, server);
    await click('button', 'Save for everyone');
    await waitFor(() =>
      expect(dashboard.config).toEqual({
        date_range: 'this_month',
        project_ids: [payments],
        refresh_seconds: 60,
      }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Clear' })).toBeNull(),
    );
    await click('button', 'Undo');
    await waitFor(() =>
      expect(dashboard.config).toEqual({
        date_range: 'last_7_days',
        refresh_seconds: 60,
      }),
    );
  });
});
