import { screen, within } from '@testing-library/react';
import { FakeBackend } from '../__testUtils__/FakeBackend';
import { renderAdmin } from '../__testUtils__/renderAdmin';

const TITLE = 'Paused';

/** A backend that has paused what tells other plugins of changes. */
function pausedBackend() {
  const backend = new FakeBackend();
  backend.health.relay.paused = 1;
  const running = {
    name: 'signals',
    last_seen_at: '2026-05-01T10:00:00.000Z',
    waiting: 0,
    parked: 0,
    paused_at: null,
    next_probe_at: null,
    last_error: null,
  };
  backend.answer({
    listSubscribers: () => ({
      items: [
        {
          ...running,
          name: 'events',
          waiting: 1_200,
          paused_at: '2026-05-01T09:00:00.000Z',
          next_probe_at: '2026-05-01T10:01:00.000Z',
          last_error: 'TypeError: fetch failed',
        },
        running,
      ],
    }),
  });
  return backend;
}

describe('PausedSubscribers', () => {
  it('says who is paused, since when, what waits and why', async () => {
    renderAdmin('/callboard', pausedBackend());
    expect(await screen.findByText('Waiting for others')).toBeInTheDocument();
    const list = await screen.findByRole('list', { name: TITLE });
    const [only, ...others] = within(list).getAllByRole('listitem');
    expect(others).toEqual([]);
    expect(only).toHaveTextContent(
      /Changes for other plugins are waiting.*Since .* · 1,200 changes are waiting.*TypeError: fetch failed/,
    );
  });

  it('shows nothing of it while nobody is paused', async () => {
    renderAdmin('/callboard', new FakeBackend());
    expect(await screen.findByText('All is well')).toBeInTheDocument();
    expect(screen.queryByText(TITLE)).toBeNull();
  });

  it('is for super admins', async () => {
    const backend = pausedBackend();
    backend.addWorkspace({});
    backend.demote('admin');
    renderAdmin('/callboard', backend);
    expect(await screen.findByText('Waiting for others')).toBeInTheDocument();
    expect(screen.queryByText(TITLE)).toBeNull();
    expect(backend.calls).not.toContainEqual(
      expect.stringContaining('/admin/subscribers'),
    );
  });
});
