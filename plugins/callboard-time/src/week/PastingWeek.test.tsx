import {
  createEvent,
  fireEvent,
  screen,
  waitFor,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeTime } from '../__testUtils__/FakeTime';
import {
  cellOf,
  focusCell,
  MON,
  SUN,
  TUE,
  WED,
  WEEK,
} from '../__testUtils__/grid';
import { renderTime } from '../__testUtils__/renderTime';

function threeItems(): FakeTime {
  const server = new FakeTime();
  server.add({ title: 'Fix rounding' }, { [MON]: 60, [WED]: 90 });
  server.add({ title: 'Refund in yen' }, { [MON]: [30, 15] });
  server.add({ title: 'Write the guide' }, { [MON]: 15 });
  return server;
}

/** Pastes a text where the focus is, as a browser does. */
function paste(text: string) {
  fireEvent.paste(document.activeElement!, {
    clipboardData: { getData: () => text },
  });
}

/** What a browser would copy where the focus is. */
function copied(): string | undefined {
  const element = document.activeElement!;
  const event = createEvent.copy(element);
  const setData = jest.fn();
  Object.defineProperty(event, 'clipboardData', { value: { setData } });
  fireEvent(element, event);
  return setData.mock.calls[0]?.[1];
}

describe('pasting into a week', () => {
  it('fills a column from a spreadsheet in one request', async () => {
    const server = threeItems();
    renderTime(WEEK, server);
    await focusCell('PAY-1', TUE);
    paste('2h\r\n1,5\r\n0:45\r\n');
    expect(await cellOf('PAY-1', TUE)).toHaveTextContent('2h');
    expect(await cellOf('PAY-2', TUE)).toHaveTextContent('1h 30m');
    expect(await cellOf('PAY-3', TUE)).toHaveTextContent('45m');
    expect(await screen.findByText('3 cells filled, 4h 15m')).toBeVisible();
    await waitFor(() =>
      expect(server.saves).toEqual([
        [
          [TUE, 120],
          [TUE, 90],
          [TUE, 45],
        ],
      ]),
    );
  });

  it('names what it cannot take, and one undo takes it all back', async () => {
    const server = threeItems();
    renderTime(WEEK, server);
    await focusCell('PAY-1', MON);
    paste('2h\tsoon\n3h\t4h\n5h\t6h\n7h\t8h');
    expect(
      await screen.findByText(
        'Not a duration: PAY-1 Tue, Nov 17 “soon”. Left as they are, with several entries: PAY-2 Mon, Nov 16. 2 values are beyond the last row or day.',
      ),
    ).toBeVisible();
    expect(await cellOf('PAY-1', MON)).toHaveTextContent('2h');
    expect(await cellOf('PAY-1', TUE)).toHaveTextContent('soon');
    expect(await cellOf('PAY-2', MON)).toHaveTextContent('45m');
    await waitFor(() =>
      expect(server.minutesOf(server.items[2], TUE)).toBe(360),
    );
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(await cellOf('PAY-1', MON)).toHaveTextContent('1h');
    expect(await cellOf('PAY-1', TUE)).toHaveTextContent('·');
    expect(await cellOf('PAY-3', MON)).toHaveTextContent('15m');
    await waitFor(() => {
      expect(server.minutesOf(server.items[0], MON)).toBe(60);
      expect(server.minutesOf(server.items[1], TUE)).toBe(0);
      expect(server.minutesOf(server.items[2], TUE)).toBe(0);
    });
  });

  it('copies a cell, and a row from its name', async () => {
    const server = threeItems();
    renderTime(WEEK, server);
    await focusCell('PAY-1', WED);
    expect(copied()).toBe('1h 30m');
    await userEvent.keyboard('{Home}');
    const row = copied();
    expect(row).toBe('PAY-1 Fix rounding\t1h\t\t1h 30m\t\t\t\t');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    paste(row!);
    expect(await cellOf('PAY-3', MON)).toHaveTextContent('1h');
    expect(await cellOf('PAY-3', WED)).toHaveTextContent('1h 30m');
    expect(await cellOf('PAY-3', SUN)).toHaveTextContent('·');
  });

  it('leaves the clipboard to the field of a cell that is edited', async () => {
    const server = threeItems();
    renderTime(WEEK, server);
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('1');
    paste('5h');
    expect(copied()).toBeUndefined();
    await userEvent.keyboard('h{Enter}');
    expect(await cellOf('PAY-1', TUE)).toHaveTextContent('1h');
  });
});
