import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeTime } from '../__testUtils__/FakeTime';
import { newTimer } from '../__testUtils__/fakeTimer';
import { renderPortal } from '../__testUtils__/renderPortal';

/** A server on which a timer runs on PAY-1. */
function running(): FakeTime {
  const server = new FakeTime();
  server.timer = newTimer(server.add({ title: 'Fix rounding' }));
  return server;
}

const clock = (item = 'PAY-1') =>
  screen.findByRole('button', {
    name: new RegExp(`^\\d\\d:\\d\\d on ${item}, change the timer$`),
  });

const openDetails = async () => {
  await userEvent.click(await clock());
  return within(await screen.findByRole('dialog', { name: 'Timer' }));
};

const stopButton = () =>
  screen.findByRole('button', { name: 'Stop the timer and log its time' });

describe('the timer in the header', () => {
  it('shows how long it runs and on what, by the clock of the server', async () => {
    const server = running();
    const { fetch } = server;
    // A server an hour and ten minutes ahead of this machine, and some seconds.
    const ahead = 70 * 60_000 + 30_000;
    Object.assign(server, {
      fetch: async (...request: Parameters<typeof fetch>) => {
        const response = await fetch(...request);
        const date = new Date(Date.now() + ahead).toUTCString();
        response.headers.set('date', date);
        return response;
      },
    });
    renderPortal(server);
    expect(await clock()).toHaveTextContent('01:52');
    expect(screen.getByText('PAY-1')).toBeVisible();
  });

  it('stops and says what was logged', async () => {
    const server = running();
    renderPortal(server);
    await userEvent.click(await stopButton());
    expect(await screen.findByText('42m logged on PAY-1')).toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: 'Start a timer' }),
    ).toBeVisible();
    expect(server.worklogs).toMatchObject([
      { duration_minutes: 42, source: 'timer' },
    ]);
  });

  it('keeps the focus when it is stopped and started', async () => {
    const server = running();
    server.items[0].assignees = [server.me.user_ref];
    renderPortal(server);
    (await stopButton()).focus();
    await userEvent.keyboard('{Enter}');
    const start = await screen.findByRole('button', { name: 'Start a timer' });
    await waitFor(() => expect(start).toHaveFocus());
    await userEvent.keyboard('{Enter}');
    const offered = await screen.findByRole('button', {
      name: 'PAY-1 Fix rounding',
    });
    offered.focus();
    await userEvent.keyboard('{Enter}');
    const started = await clock();
    await waitFor(() => expect(started).toHaveFocus());
  });

  it('keeps running where it cannot be logged, and says why and what to do', async () => {
    const server = running();
    renderPortal(server);
    server.refuseNext = {
      method: 'POST',
      refusal: new Refusal(409, 'The week of 16 November is submitted'),
    };
    await userEvent.click(await stopButton());
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The timer keeps running');
    expect(alert).toHaveTextContent('The week of 16 November is submitted');
    expect(alert).toHaveTextContent('have the week reopened');
    expect(server.timer).not.toBeNull();
    // Mended, it is stopped from where the reason is.
    await userEvent.click(screen.getByRole('button', { name: 'Stop and log' }));
    await waitFor(() => expect(server.timer).toBeNull());
  });

  it('asks for words where the workspace wants some', async () => {
    const server = running();
    renderPortal(server);
    server.refuseNext = {
      method: 'POST',
      refusal: new Refusal(400, 'body.description: must not be empty', [
        { field: 'body.description', reason: 'must not be empty' },
      ]),
    };
    await userEvent.click(await stopButton());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Say below what you did',
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Description' }),
      'Rounding',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Stop and log' }));
    await waitFor(() => expect(server.timer).toBeNull());
    expect(server.sent('PATCH', '/me/timer')[0].body).toEqual({
      description: 'Rounding',
    });
  });

  it('changes only what was changed', async () => {
    const server = running();
    server.add({ title: 'Ship it' });
    renderPortal(server);
    const details = await openDetails();
    await userEvent.click(details.getByRole('checkbox', { name: 'Billable' }));
    await userEvent.click(details.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(server.timer?.is_billable).toBe(true));
    expect(server.sent('PATCH', '/me/timer')[0].body).toEqual({
      is_billable: true,
    });
  });

  it('leaves alone what was changed in another tab meanwhile', async () => {
    const server = running();
    const { signal } = renderPortal(server);
    const details = await openDetails();
    server.timer = {
      ...server.timer!,
      description: 'Told elsewhere',
      is_billable: true,
    };
    await signal('timer');
    await waitFor(() =>
      expect(details.getByRole('textbox', { name: 'Description' })).toHaveValue(
        'Told elsewhere',
      ),
    );
    await userEvent.click(
      details.getByRole('button', { name: 'Stop and log' }),
    );
    await waitFor(() => expect(server.timer).toBeNull());
    expect(server.sent('PATCH', '/me/timer')).toEqual([]);
  });

  it('takes no start in the future', async () => {
    const server = running();
    renderPortal(server);
    const details = await openDetails();
    const start = details.getByLabelText('Started at');
    await userEvent.clear(start);
    await userEvent.type(start, '2999-01-01T10:00');
    expect(
      details.getByText('A timer cannot have started in the future.'),
    ).toBeVisible();
    expect(details.getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  it('is discarded only once that was asked', async () => {
    const server = running();
    renderPortal(server);
    const details = await openDetails();
    await userEvent.click(details.getByRole('button', { name: 'Discard…' }));
    const question = await screen.findByRole('dialog', {
      name: 'Discard 00:42 on PAY-1?',
    });
    expect(server.timer).not.toBeNull();
    await userEvent.click(
      within(question).getByRole('button', { name: 'Discard' }),
    );
    await waitFor(() => expect(server.timer).toBeNull());
    expect(server.worklogs).toEqual([]);
    expect(await screen.findByText('Timer discarded')).toBeInTheDocument();
  });

  it('starts with one click on what is assigned', async () => {
    const server = new FakeTime();
    server.add({ title: 'Fix rounding', assignees: [server.me.user_ref] });
    renderPortal(server);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Start a timer' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'PAY-1 Fix rounding' }),
    );
    expect(await clock()).toHaveTextContent('00:00');
    expect(
      await screen.findByText('Timer started on PAY-1'),
    ).toBeInTheDocument();
  });

  it('is what it has become in another tab', async () => {
    const server = running();
    const { signal } = renderPortal(server);
    await clock();
    server.timer = newTimer(server.add({ title: 'Ship it' }));
    await signal('timer');
    expect(await clock('PAY-2')).toBeVisible();
    server.timer = null;
    await signal('timer');
    expect(
      await screen.findByRole('button', { name: 'Start a timer' }),
    ).not.toHaveFocus();
  });

  it('was stopped elsewhere: that is no failure', async () => {
    const server = running();
    renderPortal(server);
    await clock();
    server.timer = null;
    await userEvent.click(await stopButton());
    expect(
      await screen.findByText('The timer was already stopped elsewhere'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: 'Start a timer' }),
    ).toBeVisible();
  });

  it('keeps its room while nobody knows yet whether it runs', async () => {
    const server = new FakeTime();
    const { fetch } = server;
    let answer = () => {};
    const wait = new Promise<void>(resolve => {
      answer = resolve;
    });
    Object.assign(server, {
      fetch: async (...request: Parameters<typeof fetch>) => {
        if (String(request[0]).endsWith('/me/timer')) {
          await wait;
        }
        return fetch(...request);
      },
    });
    renderPortal(server);
    expect(
      await screen.findByTestId('PlayCircleOutlineIcon'),
    ).not.toBeVisible();
    expect(screen.queryByRole('button', { name: 'Start a timer' })).toBeNull();
    answer();
    expect(
      await screen.findByRole('button', { name: 'Start a timer' }),
    ).toBeVisible();
  });

  it('is not offered to guests', async () => {
    const server = new FakeTime();
    server.me.workspaces[0].role = 'guest';
    renderPortal(server);
    await waitFor(() => expect(server.requests).toContain('GET /me'));
    expect(screen.queryByRole('button', { name: 'Start a timer' })).toBeNull();
  });
});
