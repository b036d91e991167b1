import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  click,
  NOW,
  ErrorResponse,
} from '@callboard/plugin-callboard-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import { defaultBars } from '../__testUtils__/FakeDashboards';
import {
  setUpDashboard,
  createChangeSignal,
} from '../__testUtils__/setUpDashboard';
import { renderDashboards } from '../__testUtils__/renderDashboards';
import { ExportImageItems } from './WidgetMenu';

describe('stale widget data', () => {
  const changeSignal = createChangeSignal('work_item');

  async function openTable(computed_at = '2026-11-21T09:42:00.000Z') {
    const { server, dashboard, path } = setUpDashboard();
    server.addTable(dashboard, 'By priority');
    server.widgetData.set('By priority', { ...defaultBars, computed_at });
    const { signal } = renderDashboards(path, server);
    const card = within(
      await screen.findByRole('region', { name: 'By priority' }),
    );
    await card.findByRole('row', { name: /Urgent 3/ });
    return { server, dashboard, card, signal };
  }

  describe('failed refetch of widget data', () => {
    it('keeps the old data with its time and an error until a retry succeeds @full', async () => {
      const { server, card, signal } = await openTable();
      let isDown = true;
      server.answer({
        getWidgetData: () => {
          if (isDown) {
            throw new ErrorResponse(429, 'Too many at once');
          }
          return defaultBars;
        },
      });
      await signal(changeSignal);
      expect(
        await card.findByText('As of 9:42 AM. The last refresh failed.'),
      ).toHaveAttribute('title', expect.stringContaining('Too many at once'));
      expect(card.getByRole('row', { name: /Urgent 3/ })).toBeVisible();
      isDown = false;
      await click('button', 'Try again', card);
      await waitFor(() =>
        expect(card.queryByText(/last refresh failed/)).toBeNull(),
      );
    });

    it('shows the date of data from a previous day', async () => {
      const { server, card, signal } = await openTable(
        '2026-11-20T23:30:00.000Z',
      );
      server.answer({
        getWidgetData: () => {
          throw new ErrorResponse(429, 'Too many at once');
        },
      });
      await signal(changeSignal);
      expect(
        await card.findByText(/^As of Nov 20, 2026, 11:30 PM/),
      ).toBeVisible();
    });

    it('replaces the data with a message when the widget was removed @full', async () => {
      const { server, card, signal } = await openTable();
      server.answer({
        getWidgetData: () => {
          throw new ErrorResponse(404, 'The widget was not found');
        },
      });
      await signal(changeSignal);
      expect(await card.findByText('This widget was removed.')).toBeVisible();
      expect(card.queryByRole('row')).toBeNull();
    });

    it('shows a not-found page when the dashboard was deleted @full', async () => {
      const { server, signal } = await openTable();
      server.answer({
        getDashboard: () => {
          throw new ErrorResponse(404, 'The dashboard was not found');
        },
      });
      await signal({ ...changeSignal, entity_type: 'dashboard' });
      expect(await screen.findByText('Dashboard not found')).toBeVisible();
    });
  });

  describe('auto-refresh of widget data', () => {
    afterEach(() => jest.useRealTimers());

    it('accepts cached data on auto-refresh but not after a change', async () => {
      const { server, dashboard, path } = setUpDashboard();
      dashboard.config = { refresh_seconds: 40 };
      server.addTable(dashboard, 'By priority');
      const ages: Array<string | null> = [];
      server.answer({
        getWidgetData: ({ query }) => {
          ages.push(query.get('max_age'));
          return defaultBars;
        },
      });
      jest.useFakeTimers({ advanceTimers: true });
      const { signal } = renderDashboards(path, server);
      await screen.findByRole('row', { name: /Urgent 3/ });
      expect(ages).toEqual([null]);
      await act(() => jest.advanceTimersByTimeAsync(41_000));
      await waitFor(() => expect(ages).toEqual([null, '20']));
      await signal(changeSignal);
      await act(() => jest.advanceTimersByTimeAsync(2_000));
      await waitFor(() => expect(ages[2]).toBeNull());
      expect(ages.length).toBeGreaterThan(2);
    });

    it.each([
      ['never', 0, 3_600, 1],
      ['after one minute by default', undefined, 65, 2],
      ['not before the configured two minutes', 120, 115, 1],
      ['after the configured two minutes', 120, 125, 2],
    ])('refetches %s @full', async (_, refresh_seconds, seconds, times) => {
      const { server, dashboard, path } = setUpDashboard();
      dashboard.config = { refresh_seconds };
      server.addWidget(dashboard, 'By priority');
      jest.useFakeTimers({ advanceTimers: true });
      renderDashboards(path, server);
      await screen.findByRole('img', { name: /maximum Urgent 3/ });
      await act(() => jest.advanceTimersByTimeAsync(seconds * 1_000));
      expect(server.sent('GET', '/data')).toHaveLength(times);
    });

    it('ignores responses older than the data shown @full', async () => {
      const { server, dashboard, path } = setUpDashboard();
      dashboard.config = { refresh_seconds: 40 };
      server.addTable(dashboard, 'By priority');
      const answers = [
        ['09:59:50', 3],
        ['09:59:40', 2],
        ['10:00:20', 4],
      ] as const;
      let requested = 0;
      server.answer({
        getWidgetData: () => {
          const [time, count] = answers[Math.min(requested, 2)];
          requested += 1;
          return {
            ...defaultBars,
            data: [{ key: 'urgent', name: 'Urgent', count }],
            computed_at: `2026-11-21T${time}.000Z`,
          };
        },
      });
      jest.useFakeTimers({ advanceTimers: true });
      renderDashboards(path, server);
      await screen.findByRole('row', { name: /Urgent 3/ });
      await act(() => jest.advanceTimersByTimeAsync(41_000));
      await waitFor(() => expect(requested).toBe(2));
      await act(() => jest.advanceTimersByTimeAsync(1_000));
      expect(screen.getByRole('row', { name: /Urgent 3/ })).toBeVisible();
      await act(() => jest.advanceTimersByTimeAsync(41_000));
      expect(
        await screen.findByRole('row', { name: /Urgent 4/ }),
      ).toBeVisible();
    });
  });
});

describe('activity widget groups', () => {
  const bars = {
    data: [
      {
        key: 'work_item',
        name: 'work_item',
        count: 5,
        page_view: 3,
        update: 2,
      },
    ],
    schema: { page_view: 'page_view', update: 'update' },
    total: 5,
    computed_at: NOW,
  };

  const requested = { x_axis: 'ENTITY_TYPE', group_by: 'ACTION' } as const;

  it('shows readable names in the table header and in the title of the rows drawer', async () => {
    const { server, dashboard, path } = setUpDashboard();
    server.addWidget(dashboard, 'What people do', {
      widget_type: 'activity_chart',
      config: { chart_type: 'table', ...requested },
    });
    server.widgetData.set('What people do', bars);
    renderDashboards(path, server);
    const row = await screen.findByRole('row', { name: /^work item/ });
    expect(
      screen.getAllByRole('columnheader').map(one => one.textContent),
    ).toEqual(['Name', 'Value', 'visited', 'updated']);
    await click('button', '3', row);
    expect(
      await screen.findByRole('dialog', {
        name: 'What people do · work item, visited',
      }),
    ).toBeVisible();
  });

  it('shows readable names in the legend of the exported image', async () => {
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
        widget={{
          widget_type: 'activity_chart',
          title: 'What people do',
          config: { chart_type: 'stacked_bar', metric: 'count', ...requested },
        }}
        type="stacked_bar"
        bars={bars}
        onDone={() => {}}
      />,
    );
    await click('menuitem', 'Export as SVG');
    await waitFor(() => expect(saved).toHaveLength(1));
    const svg = await saved[0].text();
    expect(svg).toContain('>visited<');
    expect(svg).not.toContain('page_view');
  });
});
