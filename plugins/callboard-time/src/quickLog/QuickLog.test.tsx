import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeTime } from '../__testUtils__/FakeTime';
import { renderPortal } from '../__testUtils__/renderPortal';

async function openLine(server: FakeTime) {
  renderPortal(server);
  await screen.findByText('Another page');
  await screen.findByRole('button', { name: 'Start a timer' });
  await userEvent.keyboard('l');
  const dialog = await screen.findByRole('dialog', { name: 'Log time' });
  return within(dialog);
}

const line = () =>
  screen.findByRole('textbox', { name: 'Work item, time and what you did' });

describe('logging time by one line', () => {
  it('shows what it understood, logs it by Enter, and takes it back', async () => {
    const server = new FakeTime();
    server.add({ title: 'Fix rounding' });
    const dialog = await openLine(server);
    expect(await line()).toHaveFocus();
    await userEvent.keyboard('pay-1 1h30 2026-11-16 review');
    expect(await dialog.findByText('PAY-1 Fix rounding')).toBeVisible();
    expect(dialog.getByText('1h 30m')).toBeVisible();
    expect(dialog.getByText('Monday, November 16')).toBeVisible();
    expect(dialog.getByText('review')).toBeVisible();
    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByText('1h 30m logged on PAY-1, Nov 16, 2026'),
    ).toBeInTheDocument();
    expect(server.worklogs).toMatchObject([
      {
        duration_minutes: 90,
        logged_at: '2026-11-16',
        description: 'review',
      },
    ]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(server.worklogs).toEqual([]));
  });

  it('logs what was typed faster than its item is found', async () => {
    const server = new FakeTime();
    server.add({ title: 'Fix rounding' });
    await openLine(server);
    await userEvent.type(await line(), 'PAY-1 45m{Enter}');
    await waitFor(() =>
      expect(server.worklogs).toMatchObject([{ duration_minutes: 45 }]),
    );
  });

  it('names each part that is wrong, and logs nothing', async () => {
    const server = new FakeTime();
    const dialog = await openLine(server);
    await userEvent.type(await line(), 'PAY-99 2026-02-30 1h7x{Enter}');
    expect(
      await dialog.findByText('There is no PAY-99 that you can see.'),
    ).toBeVisible();
    expect(dialog.getByText(/^“1h7x” is not a duration/)).toBeVisible();
    expect(
      dialog.getByText('There is no 2026-02-30 in the calendar.'),
    ).toBeVisible();
    expect(dialog.getByRole('button', { name: 'Log' })).toBeDisabled();
    expect(server.sent('POST', '/worklogs')).toEqual([]);
  });

  it('says why the server refused, and keeps the line', async () => {
    const server = new FakeTime();
    server.add();
    const dialog = await openLine(server);
    server.refuseNext = {
      method: 'POST',
      refusal: new Refusal(409, 'The week of 16 November is approved'),
    };
    await userEvent.type(await line(), 'PAY-1 1h{Enter}');
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'Nothing was logged. The week of 16 November is approved',
    );
    expect(await line()).toHaveValue('PAY-1 1h');
  });

  it('asks for a description where the workspace wants one', async () => {
    const server = new FakeTime();
    server.add();
    server.settings.require_description = true;
    const dialog = await openLine(server);
    await userEvent.type(await line(), 'PAY-1 1h');
    expect(await dialog.findByText(/wants a description/)).toBeVisible();
    await userEvent.type(await line(), ' review{Enter}');
    await waitFor(() => expect(server.worklogs).toHaveLength(1));
  });

  it('does not open while somebody types, or for guests', async () => {
    const server = new FakeTime();
    server.me.workspaces[0].role = 'guest';
    renderPortal(server);
    await waitFor(() => expect(server.requests).toContain('GET /me'));
    await userEvent.keyboard('l');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
