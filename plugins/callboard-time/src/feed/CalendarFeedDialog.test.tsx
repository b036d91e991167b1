import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeTime } from '../__testUtils__/FakeTime';
import { WEEK } from '../__testUtils__/grid';
import { renderTime } from '../__testUtils__/renderTime';

const ADDRESS = 'http://portal/api/callboard/calendar/secret.ics';

async function openFeed(server: FakeTime) {
  renderTime(WEEK, server);
  await userEvent.click(await screen.findByRole('button', { name: 'More' }));
  await userEvent.click(
    screen.getByRole('menuitem', { name: 'Calendar feed' }),
  );
  await screen.findByRole('dialog', { name: 'Calendar feed' });
}

describe('the calendar feed', () => {
  it('shows its address once', async () => {
    const server = new FakeTime();
    await openFeed(server);
    const create = await screen.findByRole('button', {
      name: 'Make an address',
    });
    await waitFor(() => expect(create).toBeEnabled());
    await userEvent.click(create);
    expect(await screen.findByText(ADDRESS)).toBeVisible();
    expect(
      screen.getByText('Copy the address now. It is not shown again.'),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Copy address' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(screen.queryByText(ADDRESS)).toBeNull());
  });

  it('ends only once that was confirmed', async () => {
    const server = new FakeTime();
    server.feed = '2026-11-01T08:00:00.000Z';
    await openFeed(server);
    const end = await screen.findByRole('button', { name: 'End the address' });
    await userEvent.click(end);
    expect(screen.getByText(/^Calendars can then no longer/)).toBeVisible();
    expect(server.feed).not.toBeNull();
    await userEvent.click(end);
    await waitFor(() => expect(server.feed).toBeNull());
    expect(
      await screen.findByRole('button', { name: 'Make an address' }),
    ).toBeVisible();
  });
});
