import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeTime } from '../__testUtils__/FakeTime';
import { MON, WED } from '../__testUtils__/grid';
import { renderTime } from '../__testUtils__/renderTime';

const DAY = '/my-time?view=day&date=2026-11-18';

function aDay(): FakeTime {
  const server = new FakeTime();
  const item = server.add({ title: 'Fix rounding' });
  server.log(item, WED, 30, { description: 'Read the report' });
  server.log(item, WED, 90, {
    started_at: '2026-11-18T09:00:00.000Z',
    is_billable: true,
    activity_type: 'review',
  });
  return server;
}

const entries = async () =>
  within(await screen.findByRole('list', { name: 'Entries' })).getAllByRole(
    'listitem',
  );

describe('a day', () => {
  it('lists what is logged, by start, with all that is told of it', async () => {
    renderTime(DAY, aDay());
    const [first, second] = await entries();
    expect(first).toHaveTextContent(
      /1h 30m.*PAY-1 Fix rounding.*9:00 AM.*review.*billable/,
    );
    expect(second).toHaveTextContent(/30m.*Read the report/);
    expect(screen.getByText(/^Total/).parentElement).toHaveTextContent(
      'Total 2h / 8h',
    );
    expect(
      screen.getByRole('heading', { name: 'Wednesday, November 18' }),
    ).toBeVisible();
  });

  it('takes new entries, with the time they began', async () => {
    const server = aDay();
    renderTime(DAY, server);
    await entries();
    await userEvent.keyboard('n');
    const dialog = await screen.findByRole('dialog', { name: 'Log time' });
    const field = within(dialog).getByRole('combobox', { name: 'Work item' });
    await userEvent.click(field);
    await userEvent.click(
      await screen.findByRole('option', { name: /Fix rounding/ }),
    );
    const time = within(dialog).getByRole('textbox', { name: 'Time' });
    await userEvent.type(time, '1:15');
    expect(within(dialog).getByText('= 1h 15m')).toBeVisible();
    expect(within(dialog).getByLabelText('Date')).toHaveValue(WED);
    await userEvent.type(within(dialog).getByLabelText('Start'), '14:30');
    await userEvent.click(
      within(dialog).getByRole('combobox', { name: /Activity/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'meeting' }),
    );
    await userEvent.click(within(dialog).getByRole('button', { name: 'Log' }));
    await waitFor(() =>
      expect(server.worklogs.at(-1)).toMatchObject({
        duration_minutes: 75,
        logged_at: WED,
        started_at: '2026-11-18T14:30:00.000Z',
        activity_type: 'meeting',
      }),
    );
    await waitFor(async () => expect(await entries()).toHaveLength(3));
  });

  it('says what is wrong with an entry beside its field', async () => {
    const server = aDay();
    renderTime(DAY, server);
    await userEvent.click(
      (
        await screen.findAllByRole('button', {
          name: 'Change the entry on PAY-1',
        })
      )[0],
    );
    const time = await screen.findByRole('textbox', { name: 'Time' });
    await userEvent.clear(time);
    await userEvent.type(time, 'soon');
    expect(screen.queryByText(/^This is not a duration/)).toBeNull();
    await userEvent.tab();
    expect(screen.getByText(/^This is not a duration/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  it('does not overwrite what was changed elsewhere', async () => {
    const server = aDay();
    renderTime(DAY, server);
    const [button] = await screen.findAllByRole('button', {
      name: 'Change the entry on PAY-1',
    });
    await userEvent.click(button);
    server.worklogs[1].version = 2;
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(
      await screen.findByText(/^Somebody changed this entry/),
    ).toBeVisible();
  });

  it('deletes an entry, and brings it back', async () => {
    const server = aDay();
    renderTime(DAY, server);
    const buttons = await screen.findAllByRole('button', {
      name: 'Delete the entry on PAY-1',
    });
    await userEvent.click(buttons[1]);
    await waitFor(async () => expect(await entries()).toHaveLength(1));
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(async () => expect(await entries()).toHaveLength(2));
    expect(server.worklogs.map(({ description }) => description)).toContain(
      'Read the report',
    );
  });

  it('cannot be changed once its week is submitted', async () => {
    const server = aDay();
    server.decide(WED, {});
    renderTime(DAY, server);
    await entries();
    expect(await screen.findByText('Submitted')).toBeVisible();
    expect(screen.queryByRole('button', { name: /entry on PAY-1/ })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Log time' })).toBeNull();
  });

  it('leads to other days, and to its week', async () => {
    const server = aDay();
    server.log(server.items[0], MON, 15);
    renderTime(DAY, server);
    await entries();
    await userEvent.keyboard('[[[[');
    expect(
      await screen.findByRole('heading', { name: 'Monday, November 16' }),
    ).toBeVisible();
    await waitFor(async () => expect(await entries()).toHaveLength(1));
    await userEvent.click(screen.getByRole('button', { name: /Week/ }));
    expect(await screen.findByText(/^Week 47/)).toBeVisible();
  });

  it('says what to do where nothing is logged', async () => {
    renderTime(DAY, new FakeTime());
    expect(
      await screen.findByText('Nothing is logged on this day'),
    ).toBeVisible();
    expect(await screen.findByText(/^Nothing more to suggest/)).toBeVisible();
  });
});
