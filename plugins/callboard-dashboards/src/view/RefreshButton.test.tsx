import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aDashboard } from '../__testUtils__/aDashboard';
import { someBars } from '../__testUtils__/FakeDashboards';
import { renderDashboards } from '../__testUtils__/renderDashboards';

const table = {
  widget_type: 'table',
  config: { x_axis: 'PRIORITY' },
} as const;

describe('the numbers of a dashboard', () => {
  it('say when they were counted, and are counted anew on demand, whatever others were told', async () => {
    const { server, dashboard, path } = aDashboard();
    const titles = ['By priority', 'Also by priority'];
    titles.forEach(title => server.addWidget(dashboard, title, table));
    let minute = 41;
    const ages: Array<string | null> = [];
    server.answer({
      getWidgetData: ({ query }) => {
        ages.push(query.get('max_age'));
        return { ...someBars, computed_at: `2026-11-21T09:${minute}:30.000Z` };
      },
    });
    renderDashboards(path, server);
    expect(await screen.findByText('As of 9:41 AM')).toBeVisible();
    minute = 58;
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(await screen.findByText('As of 9:58 AM')).toBeVisible();
    expect(ages).toEqual([null, null, '0', '0']);
  });

  it('are not waited for by a page that has none', async () => {
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'Read me', {
      widget_type: 'text',
      config: { text: 'Welcome' },
    });
    renderDashboards(path, server);
    expect(await screen.findByText('Welcome')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Refresh' })).toBeNull();
  });
});
