import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { usualAnalytics } from './__testUtils__/answerAnalytics';
import { openAnalytics } from './__testUtils__/openAnalytics';
import { rowsOf } from './__testUtils__/rowsOf';

describe('the tab Work', () => {
  it('tells what came in and went out of each project', async () => {
    openAnalytics('/analytics?tab=work');
    expect(await rowsOf('By project')).toEqual([
      expect.stringMatching(/^Checkout.*20.*1.*1 up from 0.*0/),
      expect.stringMatching(
        /^payments-api.*12.*3 up from 9.*7.*2 down from 9.*3.*2.*1 up from 1/,
      ),
    ]);
  });

  it('leads to the board of a project, and to what is overdue', async () => {
    openAnalytics('/analytics?tab=work');
    const board = await screen.findByRole('link', { name: 'payments-api' });
    expect(board).toHaveAttribute(
      'href',
      '/catalog/default/component/payments-api/work?workspace=default&view=board',
    );
    // Today's are not overdue yet.
    expect(
      screen.getByRole('link', { name: 'payments-api: 2 overdue' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/payments-api/work?workspace=default&due=2026-10-23..2026-11-20',
    );
  });

  it('is ordered by any column, the largest first', async () => {
    openAnalytics('/analytics?tab=work');
    await rowsOf('By project');
    await userEvent.click(screen.getByRole('button', { name: 'Completed' }));
    expect((await rowsOf('By project'))[0]).toMatch(/^payments-api/);
    await userEvent.click(screen.getByRole('button', { name: 'Project' }));
    expect((await rowsOf('By project'))[0]).toMatch(/^Checkout/);
    expect(
      screen.getByRole('columnheader', { name: /Project/ }),
    ).toHaveAttribute('aria-sort', 'ascending');
  });

  it('has the numbers of its chart as a table, for all who want one', async () => {
    openAnalytics('/analytics?tab=work');
    const table = await screen.findByRole('table', {
      name: 'Created and completed',
    });
    expect(
      within(table).getByRole('row', { name: /Nov 20/ }),
    ).toHaveTextContent('Fri, Nov 20305');
    expect(
      screen.getByRole('img', {
        name: 'Work items over time: 32 created, 8 completed',
      }),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Show as table' }),
    );
    expect(screen.queryByRole('img', { name: /over time/ })).toBeNull();
  });

  it('says that there are more projects than it shows', async () => {
    openAnalytics('/analytics?tab=work', numbers => {
      numbers['work-items'] = {
        ...usualAnalytics['work-items'],
        truncated: true,
      };
    });
    expect(
      await screen.findByText(/^These are the 2 projects with most work/),
    ).toBeVisible();
  });

  it('says that nothing happened', async () => {
    openAnalytics('/analytics?tab=work', numbers => {
      numbers['work-items'] = {
        ...usualAnalytics['work-items'],
        projects: [],
        over_time: [{ key: '2026-11-21', created: 0, completed: 0 }],
      };
    });
    expect(
      await screen.findByText('Nothing was created or completed in this range'),
    ).toBeVisible();
    expect(screen.queryByRole('grid')).toBeNull();
  });
});
