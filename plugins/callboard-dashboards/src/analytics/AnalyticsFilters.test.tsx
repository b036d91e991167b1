import { idOf } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { lastAsked } from './__testUtils__/lastAsked';
import { openAnalytics } from './__testUtils__/openAnalytics';
import { rowsOf } from './__testUtils__/rowsOf';
import { tileOf } from './__testUtils__/tileOf';

describe('the filters of the page Analytics', () => {
  it('come from the address', async () => {
    const { server } = openAnalytics(
      `/analytics?tab=people&range=custom&start=2026-01-01&end=2026-01-31&project=${idOf(
        'project',
        1,
      )}&department=${idOf('department', 1)}`,
    );
    await rowsOf('By person');
    expect(lastAsked(server)).toEqual({
      tab: 'people',
      start: '2026-01-01',
      end: '2026-01-31',
      project_ids: idOf('project', 1),
      department_ids: idOf('department', 1),
    });
    expect(
      await screen.findByRole('combobox', { name: 'Project' }),
    ).toHaveValue('payments-api');
    expect(screen.getByRole('combobox', { name: 'Department' })).toHaveValue(
      'Payments',
    );
  });

  it.each([
    'range=custom&start=2026-02-30&end=2026-03-01',
    'range=custom&start=2026-03-02&end=2026-03-01',
    'range=all_time',
    'range=__proto__&tab=constructor&project=1&department=x&order=toString',
  ])('are the usual ones where the address says %s', async query => {
    const { server } = openAnalytics(`/analytics?${query}`);
    await tileOf('Completed');
    expect(lastAsked(server)).toEqual({
      tab: 'overview',
      start: '2026-10-23',
      end: '2026-11-21',
    });
  });

  it('are cleared at once, and stay from tab to tab', async () => {
    const { server } = openAnalytics('/analytics?range=last_7_days');
    await tileOf('Completed');
    await userEvent.click(screen.getByRole('tab', { name: 'Time' }));
    await screen.findByRole('heading', { name: 'Logged over time' });
    expect(lastAsked(server)).toEqual({
      tab: 'time',
      start: '2026-11-15',
      end: '2026-11-21',
    });
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    await waitFor(() =>
      expect(lastAsked(server)).toMatchObject({
        tab: 'time',
        start: '2026-10-23',
      }),
    );
    expect(screen.queryByRole('button', { name: 'Clear' })).toBeNull();
  });

  it('can be chosen', async () => {
    const { server } = openAnalytics();
    await tileOf('Completed');
    await userEvent.click(screen.getByRole('combobox', { name: 'Project' }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'payments-api' }),
    );
    await waitFor(() =>
      expect(lastAsked(server)).toMatchObject({
        project_ids: idOf('project', 1),
      }),
    );
    await userEvent.click(screen.getByRole('button', { name: /Last 30 days/ }));
    await userEvent.click(
      await screen.findByRole('menuitem', { name: /This month/ }),
    );
    await waitFor(() =>
      expect(lastAsked(server)).toMatchObject({
        start: '2026-11-01',
        end: '2026-11-21',
      }),
    );
  });

  it('say so when a project is not to be found', async () => {
    openAnalytics(`/analytics?project=${idOf('project', 9)}`);
    const field = await screen.findByRole('combobox', { name: 'Project' });
    await waitFor(() => expect(field).toHaveValue('Unknown project'));
  });
});
