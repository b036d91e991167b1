import { idOf } from '@callboard/plugin-callboard-react/testUtils';
import { act, screen } from '@testing-library/react';
import { aDashboard } from '../__testUtils__/aDashboard';
import { someBars } from '../__testUtils__/FakeDashboards';
import { renderDashboards } from '../__testUtils__/renderDashboards';

const workspace_id = idOf('workspace', 1);

/** Opens a dashboard with numbers of work and of activity, and counts who is asked for. */
async function openBoth() {
  const { server, dashboard, path } = aDashboard();
  server.addWidget(dashboard, 'Work');
  const activity = server.addWidget(dashboard, 'Activity', {
    widget_type: 'activity_chart',
    config: { chart_type: 'bar', x_axis: 'USER' },
  });
  const asked = { work: 0, activity: 0 };
  server.answer({
    getWidgetData: ({ params }) => {
      asked[params.wid === activity.id ? 'activity' : 'work'] += 1;
      return someBars;
    },
  });
  jest.useFakeTimers({ advanceTimers: true });
  const { signal } = renderDashboards(path, server);
  await screen.findByRole('img', { name: /^Work: 2 values/ });
  await screen.findByRole('img', { name: /^Activity: 2 values/ });
  expect(asked).toEqual({ work: 1, activity: 1 });
  return { asked, signal };
}

const aChange = {
  type: 'change',
  workspace_id,
  entity_type: 'work_item',
  entity_id: idOf('item', 1),
} as const;

/** The time in which all is asked for that a signal makes due. */
const settle = () => act(() => jest.advanceTimersByTimeAsync(5_000));

describe('numbers that somebody looks at', () => {
  afterEach(() => jest.useRealTimers());

  it('are asked for again with each page view only where they are of activity', async () => {
    const { asked, signal } = await openBoth();
    signal({ type: 'activity', workspace_id });
    await settle();
    expect(asked).toEqual({ work: 1, activity: 3 });
  });

  it('are all asked for again with each change', async () => {
    const { asked, signal } = await openBoth();
    signal({ type: 'activity', workspace_id });
    signal(aChange);
    await settle();
    expect(asked).toEqual({ work: 3, activity: 3 });
  });

  it('are asked for again while those of another widget are still being read', async () => {
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'Slow');
    const work = server.addWidget(dashboard, 'Work');
    const asked = { slow: 0, work: 0 };
    let end = () => {};
    server.answer({
      getWidgetData: async ({ params }) => {
        if (params.wid === work.id) {
          asked.work += 1;
        } else {
          asked.slow += 1;
          await new Promise<void>(resolve => {
            end = resolve;
          });
        }
        return someBars;
      },
    });
    jest.useFakeTimers({ advanceTimers: true });
    const { signal } = renderDashboards(path, server);
    await screen.findByRole('img', { name: /^Work: 2 values/ });
    signal(aChange);
    await settle();
    expect(asked).toEqual({ slow: 1, work: 3 });
    end();
    await settle();
    expect(asked).toEqual({ slow: 2, work: 3 });
    end();
  });

  it('are left alone by what happens in other workspaces', async () => {
    const { asked, signal } = await openBoth();
    signal({ type: 'activity', workspace_id: idOf('workspace', 2) });
    await settle();
    expect(asked).toEqual({ work: 1, activity: 1 });
  });
});
