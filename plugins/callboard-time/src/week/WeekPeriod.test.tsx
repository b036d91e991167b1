import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeTime } from '../__testUtils__/FakeTime';
import {
  cellOf,
  focusCell,
  MON,
  rowOf,
  SAT,
  sumOf,
  TUE,
  WED,
  WEEK,
} from '../__testUtils__/grid';
import { renderTime } from '../__testUtils__/renderTime';

function aWeek(): FakeTime {
  const server = new FakeTime();
  server.add({ title: 'Fix rounding' }, { [MON]: 480, [TUE]: 450 });
  return server;
}

describe('the week as a whole', () => {
  it('says which it is, how much is in it and what is expected', async () => {
    const server = aWeek();
    server.holidays = [
      {
        id: server.me.workspaces[0].id,
        date: WED,
        name: 'Day of Prayer',
        minutes: 0,
        created_at: '2026-01-01T00:00:00.000Z',
      },
    ];
    renderTime(WEEK, server);
    expect(
      await screen.findByRole('heading', { name: /^Week 47 · Nov 16\s–\s22/ }),
    ).toBeVisible();
    expect(await screen.findByText('Open')).toBeVisible();
    expect(screen.getByText(/^Total/).parentElement).toHaveTextContent(
      'Total 15h 30m / 32h',
    );
    await screen.findByText('Day of Prayer');
    const heads = screen.getAllByRole('columnheader');
    expect(heads[3]).toHaveTextContent('Wed 18Day of Prayer');
    expect(heads[3]).toHaveAttribute('aria-current', 'date');
    expect(heads[3]).toHaveClass('off');
    expect(heads[1]).not.toHaveClass('off');
    expect(await cellOf('PAY-1', SAT)).toHaveClass('off');
    expect(await sumOf(TUE)).toBe('7h 30m');
  });

  it('leads to other weeks and back, by buttons and keys', async () => {
    const server = aWeek();
    server.add({ title: 'Refund in yen' }, { '2026-11-09': 60 });
    renderTime(WEEK, server);
    await rowOf('PAY-1');
    await userEvent.click(
      screen.getByRole('button', { name: 'Previous week' }),
    );
    expect(await screen.findByText(/^Week 46 · Nov 9\s–\s15/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Previous week' })).toHaveFocus();
    await rowOf('PAY-2');
    (await cellOf('PAY-2', MON)).focus();
    await userEvent.keyboard(']');
    await waitFor(async () => expect(await cellOf('PAY-1', MON)).toHaveFocus());
    await userEvent.keyboard('{PageUp}');
    await waitFor(async () => expect(await cellOf('PAY-2', MON)).toHaveFocus());
    await userEvent.keyboard('t');
    await waitFor(async () => expect(await cellOf('PAY-1', WED)).toHaveFocus());
  });

  it('is that of today where the address names no date', async () => {
    renderTime('/my-time?week=2026-02-30', aWeek());
    expect(await screen.findByText(/^Week 47/)).toBeVisible();
  });

  it('lists its keys', async () => {
    renderTime(WEEK, aWeek());
    await rowOf('PAY-1');
    await userEvent.keyboard('?');
    const list = await screen.findByRole('dialog', {
      name: 'Keyboard shortcuts',
    });
    expect(within(list).getByText('Go to today')).toBeVisible();
  });
});

describe('submitting a week', () => {
  it('saves what waits, asks once, and locks the week', async () => {
    const server = aWeek();
    renderTime(WEEK, server);
    await focusCell('PAY-1', WED);
    await userEvent.keyboard('8h{Enter}');
    await screen.findByText('1 cell changed');
    await userEvent.click(screen.getByRole('button', { name: 'Submit week' }));
    const dialog = await screen.findByRole('dialog', {
      name: /^Submit Nov 16\s–\s22\?$/,
    });
    expect(server.minutesOf(server.items[0], WED)).toBe(480);
    expect(dialog).toHaveTextContent('23h 30m of 40h are logged.');
    // One key sends it.
    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByText(/^Nov 16\s–\s22 is submitted$/),
    ).toBeVisible();
    expect(await screen.findByText('Submitted')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Submit week' })).toBeNull();
  });

  it('is refused as long as something is not saved', async () => {
    const server = aWeek();
    server.settings.max_minutes_per_day = 600;
    renderTime(WEEK, server);
    await focusCell('PAY-1', WED);
    await userEvent.keyboard('11h{Enter}');
    await screen.findByText('1 cell changed');
    await userEvent.click(screen.getByRole('button', { name: 'Submit week' }));
    expect(
      await screen.findByText(/^Some cells are not saved yet/),
    ).toBeVisible();
    expect(server.sent('POST', '/periods')).toEqual([]);
  });

  it('names the month where months are submitted', async () => {
    const server = aWeek();
    server.settings.period = 'month';
    renderTime(WEEK, server);
    expect(
      await screen.findByRole('button', { name: 'Submit month' }),
    ).toBeVisible();
  });

  it('submits the month that it names, where the week begins in another', async () => {
    const server = new FakeTime();
    server.settings.period = 'month';
    server.add({ title: 'Fix rounding' }, { '2026-11-30': 60 });
    renderTime('/my-time?week=2026-12-01', server);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Submit month' }),
    );
    await screen.findByRole('dialog', { name: /^Submit Dec 1\s–\s31\?$/ });
    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByText(/^Dec 1\s–\s31 is submitted$/),
    ).toBeVisible();
    expect(server.periods).toMatchObject([{ week_start: '2026-12-01' }]);
  });

  it('keeps to its month after a save, where the week begins in another', async () => {
    const server = new FakeTime();
    server.settings.period = 'month';
    server.add({ title: 'Fix rounding' }, { '2026-11-30': 60 });
    server.decide('2026-11-30', {});
    renderTime('/my-time?week=2026-12-01', server);
    expect(await screen.findByText('Open')).toBeVisible();
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('2h{Enter}');
    await waitFor(() =>
      expect(server.minutesOf(server.items[0], '2026-12-01')).toBe(120),
    );
    await waitFor(() => expect(screen.queryByText('Saving…')).toBeNull());
    expect(screen.getByText('Open')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Submit month' })).toBeVisible();
  });

  it('says why a locked week cannot be changed, and who can open it', async () => {
    const server = aWeek();
    server.decide(MON, {
      status: 'approved',
      decided_by: 'user:default/mona.manager',
      decided_by_name: 'Mona Manager',
      decided_at: '2026-11-23T09:00:00.000Z',
    });
    renderTime(WEEK, server);
    expect(await screen.findByText('Approved')).toBeVisible();
    const note = await screen.findByRole('alert');
    expect(note).toHaveTextContent('This is approved, and cannot be changed.');
    await waitFor(() => expect(note).toHaveTextContent('By'));
    expect(note).toHaveTextContent('Mona Manager');
    await waitFor(() => expect(note).toHaveTextContent('Ada Admin'));
    const cell = await cellOf('PAY-1', MON);
    expect(cell).toHaveAttribute('aria-readonly', 'true');
    cell.focus();
    await userEvent.keyboard('2h');
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(
      await screen.findByText(
        'This week is approved. It can be changed once somebody reopens it.',
      ),
    ).toBeVisible();
    expect(
      screen.queryByRole('combobox', { name: 'Add work item' }),
    ).toBeNull();
  });

  it.each([
    ['rejected', 'This was rejected.'],
    // Reopened weeks are open again.
    ['open', 'This was reopened.'],
  ] as const)('shows why a week came back (%s)', async (status, words) => {
    const server = aWeek();
    server.decide(MON, {
      status,
      decided_by: 'user:default/mona.manager',
      decided_by_name: 'Mona Manager',
      decided_at: '2026-11-23T09:00:00.000Z',
      reason: 'Tuesday was a holiday for you.',
    });
    renderTime(WEEK, server);
    expect(
      await screen.findByText('Tuesday was a holiday for you.'),
    ).toBeVisible();
    expect(screen.getByText(words, { exact: false })).toBeVisible();
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('{Delete}');
    await waitFor(() => expect(server.minutesOf(server.items[0], TUE)).toBe(0));
    expect(screen.getByRole('button', { name: 'Submit week' })).toBeVisible();
  });

  it('locks the days of a month that is submitted, not those of the next', async () => {
    const server = aWeek();
    server.settings.period = 'month';
    server.lockedDays = [MON];
    renderTime(WEEK, server);
    await focusCell('PAY-1', MON);
    expect(document.activeElement).toHaveAttribute('aria-readonly', 'true');
    await userEvent.keyboard('2h{Delete}');
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(
      screen.getByRole('columnheader', { name: /submitted or approved/ }),
    ).toHaveTextContent('Mon 16');
    await userEvent.keyboard('{ArrowRight}{ArrowRight}2h{Enter}');
    await waitFor(() =>
      expect(server.minutesOf(server.items[0], WED)).toBe(120),
    );
    expect(server.minutesOf(server.items[0], MON)).toBe(480);
    expect(screen.getByRole('button', { name: 'Submit month' })).toBeVisible();
  });

  it('is not for guests', async () => {
    const server = aWeek();
    server.me.workspaces[0].role = 'guest';
    renderTime(WEEK, server);
    expect(
      await screen.findByText(
        'Time is logged by members. Guests do not log any.',
      ),
    ).toBeVisible();
    expect(await screen.findByText('Ada Admin')).toBeVisible();
    expect(server.sent('GET', '/timesheet')).toEqual([]);
  });
});
