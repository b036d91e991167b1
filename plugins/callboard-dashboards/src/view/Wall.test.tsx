import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aDashboard } from '../__testUtils__/aDashboard';
import { someBars } from '../__testUtils__/FakeDashboards';
import { renderDashboards } from '../__testUtils__/renderDashboards';

describe('a dashboard on a wall', () => {
  // jsdom has no full screen: what a test has put in its place goes with it.
  afterEach(() => {
    Reflect.deleteProperty(document, 'fullscreenElement');
    Reflect.deleteProperty(document, 'exitFullscreen');
    Reflect.deleteProperty(document.documentElement, 'requestFullscreen');
  });

  it('fills the screen, and Esc leaves that', async () => {
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'By priority');
    renderDashboards(path, server);
    await screen.findByRole('region', { name: 'By priority' });
    await userEvent.keyboard('f');
    const wall = await screen.findByRole('dialog', { name: 'Team health' });
    expect(wall).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(wall).not.toBeInTheDocument());
  });

  it('leaves its full screen when the browser does, as Esc makes it', async () => {
    let isFull = false;
    const turn = (to: boolean) => async () => {
      isFull = to;
      document.dispatchEvent(new Event('fullscreenchange'));
    };
    Object.defineProperties(document, {
      fullscreenElement: {
        configurable: true,
        get: () => (isFull ? document.documentElement : null),
      },
      exitFullscreen: { configurable: true, value: turn(false) },
    });
    Object.defineProperty(document.documentElement, 'requestFullscreen', {
      configurable: true,
      value: turn(true),
    });
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'By priority');
    renderDashboards(path, server);
    await screen.findByRole('region', { name: 'By priority' });
    await userEvent.keyboard('f');
    const wall = await screen.findByRole('dialog', { name: 'Team health' });
    await act(turn(false));
    await waitFor(() => expect(wall).not.toBeInTheDocument());
  });

  it('says on a wall of when its numbers are', async () => {
    const { server, dashboard, path } = aDashboard();
    server.addWidget(dashboard, 'By priority');
    server.shown.set('By priority', {
      ...someBars,
      computed_at: '2026-11-21T09:41:30.000Z',
    });
    server.addWidget(dashboard, 'By state');
    server.shown.set('By state', {
      ...someBars,
      computed_at: '2026-11-21T09:42:30.000Z',
    });
    renderDashboards(`${path}?mode=wall`, server);
    expect(await screen.findByText('As of 9:42 AM')).toBeVisible();
  });
});
