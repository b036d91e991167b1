import type { QueueStatus } from '@callboard/plugin-callboard-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../__testUtils__/FakeBackend';
import { renderAdmin } from '../__testUtils__/renderAdmin';

const TITLE = 'Background tasks';

const idle: QueueStatus = {
  name: 'fan-out',
  waiting: 0,
  running: 1,
  retrying: 0,
  parked: 0,
  oldest_due_at: null,
  last_error: null,
};

/** A backend that has set mails aside. */
function troubledBackend() {
  const backend = new FakeBackend();
  backend.health.jobs = { lag_ms: 0, parked: 2 };
  const mails: QueueStatus = {
    ...idle,
    name: 'mails',
    waiting: 1_200,
    retrying: 1,
    parked: 2,
    last_error: 'Error: 550 no such mailbox',
  };
  backend.answer({
    listQueues: () => ({ items: [idle, mails] }),
    retryParkedJobs: () => {
      const retried = mails.parked;
      mails.parked = 0;
      mails.retrying = 0;
      backend.health.jobs.parked = 0;
      return { retried };
    },
  });
  return backend;
}

describe('TroubledQueues', () => {
  it('says which work failed, how much waits and why, and has it tried again', async () => {
    const backend = troubledBackend();
    renderAdmin('/callboard', backend);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Needs attention.*2 background tasks failed/,
    );
    const list = await screen.findByRole('list', { name: TITLE });
    const [only, ...others] = within(list).getAllByRole('listitem');
    expect(others).toEqual([]);
    expect(only).toHaveTextContent(
      /Mails.*2 failed · 1 is tried again later · 1,200 are waiting.*550 no such mailbox/,
    );
    await userEvent.click(
      within(only).getByRole('button', { name: 'Try again' }),
    );
    expect(
      await screen.findByText('2 background tasks are being tried again'),
    ).toBeInTheDocument();
    expect(await screen.findByText('All is well')).toBeInTheDocument();
    expect(await screen.findByText('All tasks are getting on')).toBeVisible();
  });

  it('is shown when work is late', async () => {
    const backend = new FakeBackend();
    backend.health.jobs = { lag_ms: 120_000, parked: 0 };
    const oldest_due_at = new Date(Date.now() - 120_000).toISOString();
    backend.answer({
      listQueues: () => ({ items: [{ ...idle, waiting: 3, oldest_due_at }] }),
    });
    renderAdmin('/callboard', backend);
    expect(await screen.findByText('Catching up')).toBeInTheDocument();
    const list = await screen.findByRole('list', { name: TITLE });
    expect(list).toHaveTextContent(/Notifications.*3 are waiting · oldest/);
  });

  it('is for super admins', async () => {
    const backend = troubledBackend();
    backend.addWorkspace({});
    backend.demote('admin');
    renderAdmin('/callboard', backend);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'A super admin sees why, and can try them again.',
    );
    expect(screen.queryByText(TITLE)).toBeNull();
    expect(backend.calls).not.toContainEqual(
      expect.stringContaining('/admin/queues'),
    );
  });
});
