import { renderInTestApp } from '@backstage/frontend-test-utils';
import { NOW } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aDashboard } from '../__testUtils__/aDashboard';
import { renderDashboards } from '../__testUtils__/renderDashboards';
import { SaveImageItems } from './SaveImageItems';

const bars = {
  data: [
    { key: 'work_item', name: 'work_item', count: 5, page_view: 3, update: 2 },
  ],
  schema: { page_view: 'page_view', update: 'update' },
  total: 5,
  computed_at: NOW,
};
const asked = { x_axis: 'ENTITY_TYPE', group_by: 'ACTION' } as const;

describe('groups of activity', () => {
  it('are named in words above a table and the rows behind it', async () => {
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'What people do', {
      widget_type: 'activity_chart',
      config: { chart_type: 'table', ...asked },
    });
    server.shown.set('What people do', bars);
    renderDashboards(path, server);
    const row = await screen.findByRole('row', { name: /^work item/ });
    expect(
      screen.getAllByRole('columnheader').map(one => one.textContent),
    ).toEqual(['Name', 'Value', 'visited', 'updated']);
    await userEvent.click(within(row).getByRole('button', { name: '3' }));
    expect(
      await screen.findByRole('dialog', {
        name: 'What people do · work item, visited',
      }),
    ).toBeVisible();
  });

  it('are named in words in the legend', async () => {
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
      <SaveImageItems
        widget={{
          widget_type: 'activity_chart',
          title: 'What people do',
          config: { chart_type: 'stacked_bar', metric: 'count', ...asked },
        }}
        type="stacked_bar"
        bars={bars}
        onDone={() => {}}
      />,
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Save as SVG' }),
    );
    await waitFor(() => expect(saved).toHaveLength(1));
    const svg = await saved[0].text();
    expect(svg).toContain('>visited<');
    expect(svg).not.toContain('page_view');
  });
});
