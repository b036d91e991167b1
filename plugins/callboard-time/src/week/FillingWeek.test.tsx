import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeTime } from '../__testUtils__/FakeTime';
import {
  cellOf,
  FRI,
  focusCell,
  MON,
  sumOf,
  THU,
  TUE,
  WED,
  WEEK,
} from '../__testUtils__/grid';
import { renderTime } from '../__testUtils__/renderTime';

function threeItems(): FakeTime {
  const server = new FakeTime();
  server.add({ title: 'Fix rounding' }, { [MON]: 60 });
  server.add({ title: 'Refund in yen' }, { [MON]: 30 });
  server.add({ title: 'Write the guide' }, { [FRI]: 15 });
  return server;
}

describe('filling a week with the keyboard', () => {
  it('saves with Enter and goes down, with Tab and goes right', async () => {
    const server = threeItems();
    renderTime(WEEK, server);
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('2h{Enter}1:30{Enter}90m{Tab}2.5{Tab}1d{Enter}');
    expect(await cellOf('PAY-1', TUE)).toHaveTextContent('2h');
    expect(await cellOf('PAY-2', TUE)).toHaveTextContent('1h 30m');
    expect(await cellOf('PAY-3', TUE)).toHaveTextContent('1h 30m');
    expect(await cellOf('PAY-3', WED)).toHaveTextContent('2h 30m');
    expect(await cellOf('PAY-3', THU)).toHaveTextContent('8h');
    expect(await cellOf('PAY-3', THU)).toHaveFocus();
    expect(await sumOf(TUE)).toBe('5h');
    expect(await sumOf()).toBe('17h 15m');
    await waitFor(() =>
      expect(server.minutesOf(server.items[2], THU)).toBe(480),
    );
    expect(server.saves.flat()).toEqual([
      [TUE, 120],
      [TUE, 90],
      [TUE, 90],
      [WED, 150],
      [THU, 480],
    ]);
    expect(screen.queryByText('Saving…')).toBeNull();
  });

  it('goes from cell to cell with arrows, Home and End', async () => {
    renderTime(WEEK, threeItems());
    await focusCell('PAY-1', MON);
    await userEvent.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}');
    expect(await cellOf('PAY-2', WED)).toHaveFocus();
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowLeft}');
    expect(await cellOf('PAY-1', TUE)).toHaveFocus();
    await userEvent.keyboard('{Home}');
    expect(document.activeElement).toHaveTextContent('PAY-1 Fix rounding');
    await userEvent.keyboard('{Control>}{End}{/Control}');
    expect(document.activeElement?.closest('tr')).toHaveTextContent('PAY-3');
  });

  it('is one stop for Tab', async () => {
    renderTime(WEEK, threeItems());
    await focusCell('PAY-2', WED);
    await userEvent.tab();
    expect(
      screen.getByRole('combobox', { name: 'Add work item' }),
    ).toHaveFocus();
    await userEvent.tab({ shift: true });
    expect(await cellOf('PAY-2', WED)).toHaveFocus();
  });

  it('leaves a cell by arrows while a duration is typed, not while one is changed', async () => {
    const server = threeItems();
    renderTime(WEEK, server);
    await focusCell('PAY-1', MON);
    await userEvent.keyboard('45m{ArrowRight}');
    expect(await cellOf('PAY-1', TUE)).toHaveFocus();
    await userEvent.keyboard(
      '{ArrowLeft}{F2}{ArrowLeft}{ArrowLeft}{ArrowLeft}',
    );
    expect(screen.getByRole('textbox')).toHaveValue('45m');
    await userEvent.keyboard('1h {Enter}');
    expect(await cellOf('PAY-1', MON)).toHaveTextContent('1h 45m');
  });

  it('gives a cell back with Esc, and empties it with Delete', async () => {
    const server = threeItems();
    renderTime(WEEK, server);
    await focusCell('PAY-1', MON);
    await userEvent.keyboard('{Enter}9h{Escape}');
    expect(await cellOf('PAY-1', MON)).toHaveTextContent('1h');
    expect(await cellOf('PAY-1', MON)).toHaveFocus();
    expect(server.saves).toEqual([]);
    await userEvent.keyboard('{Delete}');
    await waitFor(() => expect(server.minutesOf(server.items[0], MON)).toBe(0));
    // The row stays where it is, so that it can be filled again.
    expect(await cellOf('PAY-1', MON)).toHaveTextContent('·');
    expect(await cellOf('PAY-1', MON)).toHaveFocus();
  });

  it('says what it understands, and what it cannot read', async () => {
    const server = threeItems();
    renderTime(WEEK, server);
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('2');
    expect(screen.getByText('= 2m')).toBeVisible();
    await userEvent.keyboard('x');
    expect(screen.queryByRole('alert')).toBeNull();
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent(
      'This is not a duration.',
    );
    expect(screen.getByRole('textbox')).toHaveValue('2x');
    expect(screen.getByRole('textbox')).toBeInvalid();
    await userEvent.keyboard('{Backspace}h{Enter}');
    await waitFor(() =>
      expect(server.minutesOf(server.items[0], TUE)).toBe(120),
    );
  });

  it('keeps what cannot be read when the focus leaves it', async () => {
    const server = threeItems();
    renderTime(WEEK, server);
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('25h');
    await act(async () => (await cellOf('PAY-2', TUE)).focus());
    const cell = await cellOf('PAY-1', TUE);
    expect(cell).toHaveTextContent('25h');
    expect(cell).toBeInvalid();
    expect(screen.getByText('1 cell is not saved')).toBeVisible();
    await userEvent.keyboard('{ArrowUp}');
    expect(screen.getByRole('alert')).toHaveTextContent('A day has 24 hours.');
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('textbox')).toHaveValue('25h');
    await userEvent.keyboard('{Escape}{Escape}');
    expect(await cellOf('PAY-1', TUE)).toHaveTextContent('·');
    expect(screen.queryByText('1 cell is not saved')).toBeNull();
    expect(server.saves).toEqual([]);
  });

  it.each([
    ['by Enter', () => userEvent.keyboard('{Enter}')],
    ['by a click', async () => userEvent.click(await cellOf('PAY-2', TUE))],
  ])(
    'leaves what was logged elsewhere to a cell that is left as it was, %s',
    async (_, leave) => {
      const server = threeItems();
      renderTime(WEEK, server);
      await userEvent.click(await cellOf('PAY-1', TUE));
      expect(screen.getByRole('textbox')).toHaveValue('');
      server.log(server.items[0], TUE, 42, { source: 'timer' });
      await act(async () => {
        window.dispatchEvent(new Event('visibilitychange'));
      });
      await waitFor(async () => expect(await sumOf(TUE)).toBe('42m'));
      await leave();
      expect(await cellOf('PAY-1', TUE)).toHaveTextContent('42m');
      expect(screen.queryByText('Saving…')).toBeNull();
      expect(server.saves).toEqual([]);
    },
  );

  it('leaves them to a cell in which somebody typed, and gave it up', async () => {
    const server = threeItems();
    renderTime(WEEK, server);
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('2');
    server.log(server.items[0], TUE, 42, { source: 'timer' });
    await act(async () => {
      window.dispatchEvent(new Event('visibilitychange'));
    });
    await waitFor(async () => expect(await sumOf(TUE)).toBe('42m'));
    await userEvent.keyboard('{Backspace}{Enter}');
    expect(await cellOf('PAY-2', TUE)).toHaveFocus();
    expect(await cellOf('PAY-1', TUE)).toHaveTextContent('42m');
    expect(screen.queryByText('Saving…')).toBeNull();
  });

  it('takes changes back one by one with Ctrl+Z', async () => {
    const server = threeItems();
    renderTime(WEEK, server);
    await focusCell('PAY-1', MON);
    await userEvent.keyboard('2h{Enter}3h{Enter}');
    await waitFor(() =>
      expect(server.minutesOf(server.items[1], MON)).toBe(180),
    );
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(await cellOf('PAY-2', MON)).toHaveTextContent('30m');
    expect(await cellOf('PAY-2', MON)).toHaveFocus();
    expect(await cellOf('PAY-1', MON)).toHaveTextContent('2h');
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(await cellOf('PAY-1', MON)).toHaveTextContent('1h');
    await waitFor(() => {
      expect(server.minutesOf(server.items[0], MON)).toBe(60);
      expect(server.minutesOf(server.items[1], MON)).toBe(30);
    });
  });

  it('offers one way back for what was filled without a pause', async () => {
    const server = threeItems();
    renderTime(WEEK, server);
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('2h{Enter}3h{Enter}');
    expect(await screen.findByText('2 cells changed')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await cellOf('PAY-1', TUE)).toHaveTextContent('·');
    expect(await cellOf('PAY-2', TUE)).toHaveTextContent('·');
    await waitFor(() => {
      expect(server.minutesOf(server.items[0], TUE)).toBe(0);
      expect(server.minutesOf(server.items[1], TUE)).toBe(0);
    });
  });

  it('brings an entry back with all it had', async () => {
    const server = new FakeTime();
    const item = server.add({ title: 'Fix rounding' });
    server.log(item, MON, 90, {
      description: 'The third decimal',
      is_billable: true,
      activity_type: 'review',
    });
    renderTime(WEEK, server);
    await focusCell('PAY-1', MON);
    await userEvent.keyboard('{Delete}');
    await waitFor(() => expect(server.worklogs).toEqual([]));
    await userEvent.keyboard('{Control>}z{/Control}');
    await waitFor(() =>
      expect(server.worklogs).toEqual([
        expect.objectContaining({
          duration_minutes: 90,
          description: 'The third decimal',
          is_billable: true,
          activity_type: 'review',
        }),
      ]),
    );
  });
});
