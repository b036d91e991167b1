import { permissions } from '@callboard/plugin-callboard-common';
import { click } from '@callboard/plugin-callboard-react/testUtils';
import {
  act,
  cleanup,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeTime } from '../__testUtils__/FakeTime';
import {
  findCell,
  focusCell,
  FRI,
  MON,
  openCell,
  findItemRow,
  readTotal,
  THU,
  TUE,
  waitUntilLogged,
  WED,
  WEEK,
} from '../__testUtils__/grid';
import { renderTime } from '../__testUtils__/renderTime';
import { createTimesheet } from '../__testUtils__/createTimesheet';
import {
  findMoveTarget,
  getNextDayPosition,
  getPreviousDayPosition,
} from './useGridCursor';
import { TOAST_DELAY_MS } from './useWeekTimesheet';

describe('week view', () => {
  it('shows a read-only table when the portal’s policy denies saving', async () => {
    const server = new FakeTime();
    server.addItem({ title: 'Fix rounding' }, { [MON]: 60 });
    const { update, submit } = permissions.timesheet;
    renderTime(WEEK, server, { denied: [update, submit] });
    const table = within(await screen.findByRole('table'));
    expect(
      table.getByRole('row', { name: /PAY-1 Fix rounding 1h/ }),
    ).toBeVisible();
    expect(screen.queryByRole('grid')).toBeNull();
    expect(screen.queryByRole('button', { name: /^Submit/ })).toBeNull();
  });
});

describe('keyboard input in the week view', () => {
  function createServerWithThreeItems(): FakeTime {
    const server = new FakeTime();
    server.addItem({ title: 'Fix rounding' }, { [MON]: 60 });
    server.addItem({ title: 'Refund in yen' }, { [MON]: 30 });
    server.addItem({ title: 'Write the guide' }, { [FRI]: 15 });
    return server;
  }

  it('saves and moves down on Enter, saves and moves right on Tab @full', async () => {
    const server = await openCell(createServerWithThreeItems(), 'PAY-1', TUE);
    await userEvent.keyboard('2h{Enter}1:30{Enter}90m{Tab}2.5{Tab}1d{Enter}');
    expect(await findCell('PAY-1', TUE)).toHaveTextContent('2h');
    expect(await findCell('PAY-2', TUE)).toHaveTextContent('1h 30m');
    expect(await findCell('PAY-3', TUE)).toHaveTextContent('1h 30m');
    expect(await findCell('PAY-3', WED)).toHaveTextContent('2h 30m');
    expect(await findCell('PAY-3', THU)).toHaveTextContent('8h');
    expect(await findCell('PAY-3', THU)).toHaveFocus();
    expect(await readTotal(TUE)).toBe('5h');
    expect(await readTotal()).toBe('17h 15m');
    await waitUntilLogged(server, 'PAY-3', THU, 480);
    expect(server.saves.flat()).toEqual([
      [TUE, 120],
      [TUE, 90],
      [TUE, 90],
      [WED, 150],
      [THU, 480],
    ]);
    expect(screen.queryByText('Saving…')).toBeNull();
  });

  it('moves between cells with the arrow keys, Home and End @full', async () => {
    await openCell(createServerWithThreeItems(), 'PAY-1', MON);
    await userEvent.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}');
    expect(await findCell('PAY-2', WED)).toHaveFocus();
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowLeft}');
    expect(await findCell('PAY-1', TUE)).toHaveFocus();
    await userEvent.keyboard('{Home}');
    expect(document.activeElement).toHaveTextContent('PAY-1 Fix rounding');
    await userEvent.keyboard('{Control>}{End}{/Control}');
    expect(document.activeElement?.closest('tr')).toHaveTextContent('PAY-3');
  });

  it('uses a single tab stop @full', async () => {
    await openCell(createServerWithThreeItems(), 'PAY-2', WED);
    await userEvent.tab();
    expect(
      screen.getByRole('combobox', { name: 'Add work item' }),
    ).toHaveFocus();
    await userEvent.tab({ shift: true });
    expect(await findCell('PAY-2', WED)).toHaveFocus();
  });

  it('leaves a cell on arrow keys while a new value is typed, but not in edit mode', async () => {
    await openCell(createServerWithThreeItems(), 'PAY-1', MON);
    await userEvent.keyboard('45m{ArrowRight}');
    expect(await findCell('PAY-1', TUE)).toHaveFocus();
    await userEvent.keyboard(
      '{ArrowLeft}{F2}{ArrowLeft}{ArrowLeft}{ArrowLeft}',
    );
    expect(screen.getByRole('textbox')).toHaveValue('45m');
    await userEvent.keyboard('1h {Enter}');
    expect(await findCell('PAY-1', MON)).toHaveTextContent('1h 45m');
  });

  it('restores a cell on Escape and clears it on Delete @full', async () => {
    const server = await openCell(createServerWithThreeItems(), 'PAY-1', MON);
    await userEvent.keyboard('{Enter}9h{Escape}');
    expect(await findCell('PAY-1', MON)).toHaveTextContent('1h');
    expect(await findCell('PAY-1', MON)).toHaveFocus();
    expect(server.saves).toEqual([]);
    await userEvent.keyboard('{Delete}');
    await waitUntilLogged(server, 'PAY-1', MON, 0);
    // The row stays in place, so that it can be filled again.
    expect(await findCell('PAY-1', MON)).toHaveTextContent('·');
    expect(await findCell('PAY-1', MON)).toHaveFocus();
  });

  it('shows the parsed duration and reports an invalid one @full', async () => {
    const server = await openCell(createServerWithThreeItems(), 'PAY-1', TUE);
    await userEvent.keyboard('2');
    expect(screen.getByText('= 2m')).toBeVisible();
    await userEvent.keyboard('x');
    expect(screen.queryByRole('alert')).toBeNull();
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent(
      'Not a valid duration.',
    );
    expect(screen.getByRole('textbox')).toHaveValue('2x');
    expect(screen.getByRole('textbox')).toBeInvalid();
    await userEvent.keyboard('{Backspace}h{Enter}');
    await waitUntilLogged(server, 'PAY-1', TUE, 120);
  });

  it('keeps invalid input when the cell loses the focus', async () => {
    const server = await openCell(createServerWithThreeItems(), 'PAY-1', TUE);
    await userEvent.keyboard('25h');
    await act(async () => (await findCell('PAY-2', TUE)).focus());
    const cell = await findCell('PAY-1', TUE);
    expect(cell).toHaveTextContent('25h');
    expect(cell).toBeInvalid();
    expect(screen.getByText('1 cell is not saved')).toBeVisible();
    await userEvent.keyboard('{ArrowUp}');
    expect(screen.getByRole('alert')).toHaveTextContent(
      'Enter at most 24 hours.',
    );
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('textbox')).toHaveValue('25h');
    await userEvent.keyboard('{Escape}{Escape}');
    expect(await findCell('PAY-1', TUE)).toHaveTextContent('·');
    expect(screen.queryByText('1 cell is not saved')).toBeNull();
    expect(server.saves).toEqual([]);
  });

  it.each([
    ['with Enter', () => userEvent.keyboard('{Enter}')],
    [
      'by a click on another cell',
      async () => userEvent.click(await findCell('PAY-2', TUE)),
    ],
  ])(
    'keeps time logged elsewhere when an unchanged cell is left %s @full',
    async (_, leave) => {
      const server = createServerWithThreeItems();
      renderTime(WEEK, server);
      await userEvent.click(await findCell('PAY-1', TUE));
      expect(screen.getByRole('textbox')).toHaveValue('');
      server.log(server.items[0], TUE, 42, { source: 'timer' });
      await act(async () => {
        window.dispatchEvent(new Event('visibilitychange'));
      });
      await waitFor(async () => expect(await readTotal(TUE)).toBe('42m'));
      await leave();
      expect(await findCell('PAY-1', TUE)).toHaveTextContent('42m');
      expect(screen.queryByText('Saving…')).toBeNull();
      expect(server.saves).toEqual([]);
    },
  );

  it('keeps time logged elsewhere when the typed text is deleted again @full', async () => {
    const server = await openCell(createServerWithThreeItems(), 'PAY-1', TUE);
    await userEvent.keyboard('2');
    server.log(server.items[0], TUE, 42, { source: 'timer' });
    await act(async () => {
      window.dispatchEvent(new Event('visibilitychange'));
    });
    await waitFor(async () => expect(await readTotal(TUE)).toBe('42m'));
    await userEvent.keyboard('{Backspace}{Enter}');
    expect(await findCell('PAY-2', TUE)).toHaveFocus();
    expect(await findCell('PAY-1', TUE)).toHaveTextContent('42m');
    expect(screen.queryByText('Saving…')).toBeNull();
  });

  it('undoes changes one by one with Ctrl+Z @full', async () => {
    const server = await openCell(createServerWithThreeItems(), 'PAY-1', MON);
    await userEvent.keyboard('2h{Enter}3h{Enter}');
    await waitUntilLogged(server, 'PAY-2', MON, 180);
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(await findCell('PAY-2', MON)).toHaveTextContent('30m');
    expect(await findCell('PAY-2', MON)).toHaveFocus();
    expect(await findCell('PAY-1', MON)).toHaveTextContent('2h');
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(await findCell('PAY-1', MON)).toHaveTextContent('1h');
    await waitFor(() => {
      expect(server.getItemMinutes(server.items[0], MON)).toBe(60);
      expect(server.getItemMinutes(server.items[1], MON)).toBe(30);
    });
  });

  it('offers a single Undo for cells filled without a pause @full', async () => {
    const server = await openCell(createServerWithThreeItems(), 'PAY-1', TUE);
    // Ends the pause by hand: on a slow machine, typing itself may take longer than a pause.
    let endPause = () => {};
    const { setTimeout: schedule } = window;
    const holdPause = (callback: () => void, ms?: number) => {
      if (ms !== TOAST_DELAY_MS) return schedule(callback, ms);
      endPause = callback;
      return schedule(() => {});
    };
    const timers = jest
      .spyOn(window, 'setTimeout')
      .mockImplementation(holdPause as typeof setTimeout);
    await userEvent.keyboard('2h{Enter}3h{Enter}');
    timers.mockRestore();
    act(endPause);
    expect(await screen.findByText('2 cells changed')).toBeVisible();
    await click('button', 'Undo');
    expect(await findCell('PAY-1', TUE)).toHaveTextContent('·');
    expect(await findCell('PAY-2', TUE)).toHaveTextContent('·');
    await waitFor(() => {
      expect(server.getItemMinutes(server.items[0], TUE)).toBe(0);
      expect(server.getItemMinutes(server.items[1], TUE)).toBe(0);
    });
  });

  it('restores a cleared time entry with all its fields @full', async () => {
    const server = new FakeTime();
    const item = server.addItem({ title: 'Fix rounding' });
    server.log(item, MON, 90, {
      description: 'The third decimal',
      is_billable: true,
      activity_type: 'review',
    });
    await openCell(server, 'PAY-1', MON);
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

describe('week rows', () => {
  const LAST_MONDAY = '2026-11-09';

  /** The row names, without the totals. */
  const getRowNames = () =>
    screen
      .queryAllByRole('rowheader')
      .map(({ textContent }) => textContent)
      .filter(name => name !== 'Total');

  it('shows an empty state and copies the rows of last week without their time @full', async () => {
    const server = new FakeTime();
    server.addItem({ title: 'Fix rounding' }, { [LAST_MONDAY]: 60 });
    server.addItem({ title: 'Refund in yen' }, { [LAST_MONDAY]: 30 });
    renderTime(WEEK, server);
    expect(await screen.findByText('No time logged this week')).toBeVisible();
    await click('button', 'Copy last week’s rows');
    expect(await screen.findByText('2 rows added, without time')).toBeVisible();
    expect(getRowNames()).toEqual([
      'PAY-1 Fix rounding',
      'PAY-2 Refund in yen',
    ]);
    // Today's cell has the focus, so that the person can type at once.
    expect(await findCell('PAY-1', WED)).toHaveFocus();
    expect(server.saves).toEqual([]);
    expect(server.worklogs).toHaveLength(2);
  });

  it('shows a message when last week has no other work items', async () => {
    const server = new FakeTime();
    server.addItem({}, { [MON]: 60, [LAST_MONDAY]: 60 });
    renderTime(WEEK, server);
    await findItemRow('PAY-1');
    await click('button', 'Copy last week’s rows');
    expect(
      await screen.findByText('Last week has no other work items.'),
    ).toBeVisible();
  });

  it('keeps added rows after a reload until they are removed @full', async () => {
    const server = new FakeTime();
    server.addItem({ title: 'Fix rounding' }, { [LAST_MONDAY]: 60 });
    renderTime(WEEK, server);
    await click('button', 'Copy last week’s rows');
    await findItemRow('PAY-1');
    cleanup();
    renderTime(WEEK, server);
    await findItemRow('PAY-1');
    await click('button', 'Remove PAY-1 from the week');
    expect(await screen.findByText('No time logged this week')).toBeVisible();
    cleanup();
    renderTime(WEEK, server);
    expect(await screen.findByText('No time logged this week')).toBeVisible();
  });

  it('hides the added rows from the next person who uses the tab', async () => {
    const server = new FakeTime();
    server.addItem({ title: 'Fix rounding' }, { [LAST_MONDAY]: 60 });
    renderTime(WEEK, server);
    await click('button', 'Copy last week’s rows');
    await findItemRow('PAY-1');
    cleanup();
    server.me.user_ref = 'user:default/mona.manager';
    renderTime(WEEK, server);
    expect(await screen.findByText('No time logged this week')).toBeVisible();
  });

  it('adds a row by keyboard search from anywhere on the page', async () => {
    const server = new FakeTime();
    server.addItem({ title: 'Fix rounding' }, { [MON]: 60 });
    server.addItem({ title: 'Refund in yen' });
    renderTime(WEEK, server);
    (await findCell('PAY-1', MON)).focus();
    await userEvent.keyboard('a');
    const field = screen.getByRole('combobox', { name: 'Add work item' });
    expect(field).toHaveFocus();
    await userEvent.keyboard('yen');
    await screen.findByRole('option', { name: /Refund in yen/ });
    await userEvent.keyboard('{Enter}');
    await waitFor(async () =>
      expect(await findCell('PAY-2', WED)).toHaveFocus(),
    );
    await userEvent.keyboard('1h{Enter}');
    await waitUntilLogged(server, 'PAY-2', WED, 60);
  });

  it('finds work items by number and hides previous options during the search', async () => {
    const server = new FakeTime();
    server.addItem({ title: 'Fix rounding' }, { [MON]: 60 });
    server.addItem({ title: 'Refund in yen' });
    server.addItem({ title: 'Pay 2 people' });
    renderTime(WEEK, server);
    await findItemRow('PAY-1');
    const field = screen.getByRole('combobox', { name: 'Add work item' });
    await userEvent.type(field, 'people');
    await screen.findByRole('option', { name: /Pay 2 people/ });
    const { fetch } = server;
    let release = () => {};
    const released = new Promise<void>(resolve => {
      release = resolve;
    });
    Object.assign(server, {
      fetch: async (...sent: Parameters<typeof fetch>) => {
        const response = await fetch(...sent);
        await released;
        return response;
      },
    });
    await userEvent.clear(field);
    await userEvent.type(field, 'pay 2');
    expect(screen.queryByRole('option')).toBeNull();
    release();
    await screen.findByRole('option', { name: /Refund in yen/ });
    expect(
      screen.getAllByRole('option').map(({ textContent }) => textContent),
    ).toEqual(['PAY-2 Refund in yen', 'PAY-3 Pay 2 people']);
  });

  it('offers assigned items in progress first, then recently logged ones @full', async () => {
    const server = new FakeTime();
    server.addItem({ title: 'Fix rounding' }, { [MON]: 60 });
    server.addItem({ title: 'Logged before' }, { [LAST_MONDAY]: 60 });
    server.addItem({ title: 'Mine', assignees: [server.me.user_ref] });
    renderTime(WEEK, server);
    await findItemRow('PAY-1');
    await click('combobox', 'Add work item');
    const list = await screen.findByRole('listbox');
    expect(
      within(list)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['PAY-3 Mine', 'PAY-2 Logged before']);
    expect(list).toHaveTextContent(/^Assigned to you, in progress/);
  });

  it('shows inaccessible work items as one read-only row @full', async () => {
    const server = new FakeTime();
    server.addItem({ title: 'Fix rounding' }, { [MON]: 60 });
    const [row] = createTimesheet(server, MON).rows;
    server.answer({
      getTimesheet: () => ({
        ...createTimesheet(server, MON),
        rows: [
          row,
          {
            ...row,
            issue_id: null,
            identifier: null,
            issue_name: null,
            project_id: null,
          },
        ],
      }),
    });
    renderTime(WEEK, server);
    const cell = await findCell('Work items you no longer have access to', MON);
    expect(cell).toHaveTextContent('1h');
    cell.focus();
    await userEvent.keyboard('2h');
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(
      await screen.findByText(
        'You no longer have access to these work items. To change their time, ask for access.',
      ),
    ).toBeVisible();
  });
});

describe('week with required descriptions', () => {
  function createServerWithRequiredDescriptions(): FakeTime {
    const server = new FakeTime();
    server.settings.require_description = true;
    server.addItem({ title: 'Fix rounding' }, { [MON]: 60 });
    return server;
  }

  /** Fills in the required description and logs the time. */
  async function describeAndLog() {
    const descriptionField = await screen.findByRole('textbox', {
      name: /Description/,
    });
    await userEvent.type(descriptionField, 'Wrote the test');
    await click('button', 'Log');
  }

  it('requests a description and logs the time with it', async () => {
    const server = await openCell(
      createServerWithRequiredDescriptions(),
      'PAY-1',
      TUE,
    );
    await userEvent.keyboard('2h{Enter}');
    const descriptionField = await screen.findByRole('textbox', {
      name: /Description/,
    });
    expect(screen.getByRole('textbox', { name: 'Time' })).toHaveValue('2h');
    const log = screen.getByRole('button', { name: 'Log' });
    expect(log).toBeDisabled();
    await userEvent.type(descriptionField, 'Wrote the test');
    await userEvent.click(log);
    await waitFor(() =>
      expect(server.worklogs.at(-1)).toMatchObject({
        logged_at: TUE,
        duration_minutes: 120,
        description: 'Wrote the test',
      }),
    );
    expect(server.saves).toEqual([]);
  });

  it('clears an invalid cell value once its time entry is logged @full', async () => {
    await openCell(createServerWithRequiredDescriptions(), 'PAY-1', TUE);
    await userEvent.keyboard('2x');
    await act(async () => (await findCell('PAY-1', MON)).focus());
    expect(screen.getByText('1 cell is not saved')).toBeVisible();
    await focusCell('PAY-1', TUE);
    await userEvent.keyboard('2h{Enter}');
    // Until the time is logged, the input is retained.
    await screen.findByRole('textbox', { name: /Description/ });
    expect(screen.getByText('1 cell is not saved')).toBeVisible();
    await describeAndLog();
    await waitFor(async () =>
      expect(await findCell('PAY-1', TUE)).toHaveTextContent('2h'),
    );
    expect(await findCell('PAY-1', TUE)).not.toBeInvalid();
    expect(screen.queryByText('1 cell is not saved')).toBeNull();
  });

  it('clears a rejected pasted value once its time entry is logged @full', async () => {
    const server = createServerWithRequiredDescriptions();
    server.refuse('PUT', 400, 'Some cells cannot be saved', [
      { field: 'body.cells[0].description', reason: 'is required' },
    ]);
    await openCell(server, 'PAY-1', TUE);
    fireEvent.paste(document.activeElement!, {
      clipboardData: { getData: () => '2h' },
    });
    expect(await screen.findByText('1 cell is not saved')).toBeVisible();
    await userEvent.keyboard('{Enter}{Enter}');
    await describeAndLog();
    await waitFor(() =>
      expect(screen.queryByText('1 cell is not saved')).toBeNull(),
    );
    expect(server.getItemMinutes(server.items[0], TUE)).toBe(120);
  });
});

describe('grid navigation keys', () => {
  const size = { rows: 3, columns: 8 };

  const createPosition = (row: number, column: number) => ({ row, column });

  it.each([
    ['ArrowUp', false, createPosition(0, 2)],
    ['ArrowDown', false, createPosition(2, 2)],
    ['ArrowLeft', false, createPosition(1, 1)],
    ['ArrowRight', false, createPosition(1, 3)],
    ['Home', false, createPosition(1, 0)],
    ['End', false, createPosition(1, 7)],
    ['Home', true, createPosition(0, 0)],
    ['End', true, createPosition(2, 7)],
    ['ArrowDown', true, createPosition(2, 2)],
    ['ArrowLeft', true, createPosition(1, 0)],
  ])('moves on %s (with Ctrl or Cmd: %s) to %j', (key, isFar, target) => {
    expect(findMoveTarget(key, isFar, createPosition(1, 2), size)).toEqual(
      target,
    );
  });

  it('stays within the grid at its edges', () => {
    expect(
      findMoveTarget('ArrowUp', false, createPosition(0, 0), size),
    ).toEqual(createPosition(0, 0));
    expect(
      findMoveTarget('ArrowRight', false, createPosition(2, 7), size),
    ).toEqual(createPosition(2, 7));
  });

  it.each(['a', 'toString', 'constructor', 'Enter'])(
    'ignores the key %s',
    key => {
      expect(
        findMoveTarget(key, false, createPosition(1, 2), size),
      ).toBeUndefined();
    },
  );

  it('moves from the last day to the first day of the next row, and back', () => {
    expect(getNextDayPosition(createPosition(0, 7), size)).toEqual(
      createPosition(1, 1),
    );
    expect(getPreviousDayPosition(createPosition(1, 1), size)).toEqual(
      createPosition(0, 7),
    );
    expect(getNextDayPosition(createPosition(0, 0), size)).toEqual(
      createPosition(0, 1),
    );
    expect(getNextDayPosition(createPosition(2, 7), size)).toEqual(
      createPosition(2, 7),
    );
    expect(getPreviousDayPosition(createPosition(0, 1), size)).toEqual(
      createPosition(0, 1),
    );
  });
});
