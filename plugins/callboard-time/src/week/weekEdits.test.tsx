import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import {
  click,
  ErrorResponse,
  testSeed,
} from '@callboard/plugin-callboard-react/testUtils';
import {
  act,
  createEvent,
  fireEvent,
  screen,
  waitFor,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { FakeTime } from '../__testUtils__/FakeTime';
import {
  findCell,
  focusCell,
  MON,
  openCell,
  SUN,
  TUE,
  waitUntilLogged,
  WED,
  WEEK,
} from '../__testUtils__/grid';
import { renderTime } from '../__testUtils__/renderTime';
import type { CellChange } from './weekCells';
import { TimesheetEdits } from './OpenTimesheet';
import { pasteBlock, parseBlock } from './clipboard';

fc.configureGlobal({ seed: testSeed });

describe('TimesheetEdits', () => {
  const createCellChange = (
    work_item_id: string,
    minutes: number,
  ): CellChange => ({
    work_item_id,
    date: '2026-11-16',
    minutes,
  });

  const createRejection = (
    problems: Array<{ field: string; reason: string }>,
  ) =>
    Object.assign(new Error('Refused'), {
      body: { error: { message: 'Refused', problems } },
    });

  /** Creates edits, and records each save as pairs of work item and minutes. */
  function createEdits(
    answer: (cells: readonly CellChange[]) => unknown = () => {},
  ) {
    const saved: Array<Array<[string, number]>> = [];
    const edits = new TimesheetEdits(async cells => {
      saved.push(cells.map(each => [each.work_item_id, each.minutes]));
      await answer(cells);
    });
    return { edits, saved };
  }

  const getEdit = (edits: TimesheetEdits, item: string) =>
    edits.getSnapshot().get(item)?.get('2026-11-16');

  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('saves all edits in one request after a pause in typing', async () => {
    const { edits, saved } = createEdits();
    edits.set([createCellChange('a', 60)]);
    await jest.advanceTimersByTimeAsync(300);
    edits.set([createCellChange('b', 30)]);
    await jest.advanceTimersByTimeAsync(300);
    expect(saved).toEqual([]);
    await jest.advanceTimersByTimeAsync(200);
    expect(saved).toEqual([
      [
        ['a', 60],
        ['b', 30],
      ],
    ]);
    expect(edits.isClean).toBe(true);
  });

  it('saves the latest value of a cell edited during a save', async () => {
    let answer = () => {};
    const { edits, saved } = createEdits(
      () => new Promise<void>(resolve => (answer = resolve)),
    );
    edits.set([createCellChange('a', 60)]);
    const first = edits.flush();
    await jest.advanceTimersByTimeAsync(0);
    edits.set([createCellChange('a', 90)]);
    answer();
    await jest.advanceTimersByTimeAsync(0);
    expect(getEdit(edits, 'a')).toEqual({ minutes: 90 });
    answer();
    await first;
    expect(saved).toEqual([[['a', 60]], [['a', 90]]]);
    expect(edits.isClean).toBe(true);
  });

  it('keeps a cell that the server rejects and saves the others', async () => {
    const { edits, saved } = createEdits(cells => {
      const at = cells.findIndex(({ minutes }) => minutes > 600);
      if (at >= 0) {
        const field = `body.cells[${at}].minutes`;
        throw createRejection([{ field, reason: 'leaves 2h' }]);
      }
    });
    edits.set([
      createCellChange('a', 60),
      createCellChange('b', 700),
      createCellChange('c', 30),
    ]);
    await edits.flush();
    expect(saved[1]).toEqual([
      ['a', 60],
      ['c', 30],
    ]);
    expect(getEdit(edits, 'b')).toEqual({ minutes: 700, problem: 'leaves 2h' });
    edits.set([createCellChange('b', 120)]);
    await edits.flush();
    expect(edits.isClean).toBe(true);
  });

  it('keeps all edits when the request fails and saves them on retry', async () => {
    let isAway = true;
    const { edits } = createEdits(() => {
      if (isAway) {
        throw new Error('Failed to fetch');
      }
    });
    edits.set([createCellChange('a', 60), createCellChange('b', 30)]);
    await edits.flush();
    expect(getEdit(edits, 'a')).toEqual({
      minutes: 60,
      problem: 'Failed to fetch',
    });
    isAway = false;
    await edits.retry();
    expect(edits.isClean).toBe(true);
  });

  it('keeps invalid text and never sends it', async () => {
    const { edits, saved } = createEdits();
    edits.storeInvalidInput(
      createCellChange('a', 0),
      'soon',
      'Not a valid duration.',
    );
    await edits.retry();
    expect(saved).toEqual([]);
    expect(getEdit(edits, 'a')).toEqual({
      text: 'soon',
      problem: 'Not a valid duration.',
    });
  });

  it('reports unsaved edits only while no view is subscribed', async () => {
    const { edits } = createEdits(() => {
      throw new Error('Failed to fetch');
    });
    edits.onBackgroundFailure = jest.fn();
    const leave = edits.subscribe(() => {});
    edits.set([createCellChange('a', 60)]);
    await edits.flush();
    expect(edits.onBackgroundFailure).not.toHaveBeenCalled();
    leave();
    await edits.retry();
    expect(edits.onBackgroundFailure).toHaveBeenCalledTimes(1);
  });

  it('limits each request to 200 cells', async () => {
    const { edits, saved } = createEdits();
    edits.set(
      Array.from({ length: 450 }, (_, at) => createCellChange(`i${at}`, 5)),
    );
    await edits.flush();
    expect(saved.map(({ length }) => length)).toEqual([200, 200, 50]);
  });

  it('saves the last typed value of each cell despite failed saves in between', async () => {
    jest.useRealTimers();
    const action = fc.record({
      item: fc.constantFrom('a', 'b', 'c'),
      minutes: fc.integer({ min: 0, max: 3 }),
      isFlushed: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { maxLength: 12 }),
        fc.func(fc.constantFrom('saved', 'named', 'away')),
        async (actions, getOutcome) => {
          const storedMinutes = new Map<string, number>();
          let calls = 0;
          const { edits } = createEdits(async cells => {
            await Promise.resolve();
            calls += 1;
            const outcome = calls > 20 ? 'saved' : getOutcome(calls);
            if (outcome === 'away') {
              throw new Error('Failed to fetch');
            }
            if (outcome === 'named') {
              throw createRejection([{ field: 'body.cells[0]', reason: 'no' }]);
            }
            cells.forEach(cell =>
              storedMinutes.set(cell.work_item_id, cell.minutes),
            );
          });
          const typed = new Map<string, number>();
          for (const { item, minutes, isFlushed } of actions) {
            typed.set(item, minutes);
            edits.set([createCellChange(item, minutes)]);
            await (isFlushed ? edits.flush() : Promise.resolve());
          }
          for (
            let attempts = 0;
            attempts < 30 && !edits.isClean;
            attempts += 1
          ) {
            await edits.retry();
          }
          expect(storedMinutes).toEqual(typed);
        },
      ),
    );
  });
});

describe('week view undo', () => {
  const DESCRIPTION = 'The third decimal';
  const undo = () => userEvent.keyboard('{Control>}z{/Control}');

  /** Creates a week with one hour that has a description. */
  function createDescribedWeek(): FakeTime {
    const server = new FakeTime();
    const item = server.addItem({ title: 'Fix rounding' });
    server.log(item, MON, 60, { description: DESCRIPTION });
    return server;
  }

  /** Returns the worklogs in the cell of that hour. */
  const listCellWorklogs = (server: FakeTime) =>
    server.worklogs
      .filter(({ logged_at }) => logged_at === MON)
      .map(({ duration_minutes, description }) => [
        duration_minutes,
        description,
      ]);

  /** Returns the worklogs in that cell once all edits are saved. */
  async function awaitSavedWorklogs(server: FakeTime) {
    await waitFor(() => expect(screen.queryByText('Saving…')).toBeNull());
    return listCellWorklogs(server);
  }

  /** Types into the cell of that hour. */
  async function typeIntoCell(keys: string) {
    await focusCell('PAY-1', MON);
    await userEvent.keyboard(keys);
  }

  describe('undo of a cleared cell', () => {
    it('avoids a duplicate time entry when the cell was filled again', async () => {
      const server = createDescribedWeek();
      renderTime(WEEK, server);
      await typeIntoCell('{Delete}');
      expect(await awaitSavedWorklogs(server)).toEqual([]);
      await typeIntoCell('1h{Enter}');
      expect(await awaitSavedWorklogs(server)).toEqual([[60, null]]);
      await typeIntoCell('1h 30m{Enter}');
      expect(await awaitSavedWorklogs(server)).toEqual([[90, null]]);
      await undo();
      expect(await awaitSavedWorklogs(server)).toEqual([[60, null]]);
      expect(await findCell('PAY-1', MON)).toHaveTextContent('1h');
      expect(screen.queryByText('1 cell is not saved')).toBeNull();
      // The next undo restores the original worklog with all its fields.
      await undo();
      expect(await awaitSavedWorklogs(server)).toEqual([]);
      await undo();
      expect(await awaitSavedWorklogs(server)).toEqual([[60, DESCRIPTION]]);
      expect(server.sent('POST', '/worklogs')).toHaveLength(1);
    });

    it('avoids a duplicate time entry when clearing the cell failed @full', async () => {
      const server = createDescribedWeek();
      let failSave = (_: ErrorResponse) => {};
      server.saveDelay = new Promise((_, reject) => (failSave = reject));
      renderTime(WEEK, server);
      await typeIntoCell('{Delete}');
      await waitFor(() => expect(server.saves).toHaveLength(1));
      await undo();
      server.saveDelay = Promise.resolve();
      failSave(new ErrorResponse(503, 'Away'));
      await waitFor(() => expect(server.saves).toHaveLength(2));
      expect(await awaitSavedWorklogs(server)).toEqual([[60, DESCRIPTION]]);
      expect(server.sent('POST', '/worklogs')).toEqual([]);
    });

    it('restores the description after another value was typed and undone @full', async () => {
      const server = createDescribedWeek();
      renderTime(WEEK, server);
      await typeIntoCell('{Delete}');
      expect(await awaitSavedWorklogs(server)).toEqual([]);
      await typeIntoCell('30m{Enter}');
      expect(await awaitSavedWorklogs(server)).toEqual([[30, null]]);
      await undo();
      expect(await awaitSavedWorklogs(server)).toEqual([]);
      await undo();
      expect(await awaitSavedWorklogs(server)).toEqual([[60, DESCRIPTION]]);
    });

    it('restores the description with two undo steps without a pause @full', async () => {
      const server = createDescribedWeek();
      renderTime(WEEK, server);
      await typeIntoCell('{Delete}');
      expect(await awaitSavedWorklogs(server)).toEqual([]);
      await typeIntoCell('30m{Enter}');
      expect(await awaitSavedWorklogs(server)).toEqual([[30, null]]);
      await undo();
      await undo();
      expect(await awaitSavedWorklogs(server)).toEqual([[60, DESCRIPTION]]);
    });

    it('restores the description when clearing and filling were saved in one request @full', async () => {
      const server = createDescribedWeek();
      renderTime(WEEK, server);
      await typeIntoCell('{Delete}30m{Enter}');
      expect(await awaitSavedWorklogs(server)).toEqual([[30, DESCRIPTION]]);
      await undo();
      expect(await awaitSavedWorklogs(server)).toEqual([]);
      await undo();
      expect(await awaitSavedWorklogs(server)).toEqual([[60, DESCRIPTION]]);
    });

    it('keeps a time entry that a timer logged in the cell since @full', async () => {
      const server = createDescribedWeek();
      renderTime(WEEK, server);
      await typeIntoCell('{Delete}');
      expect(await awaitSavedWorklogs(server)).toEqual([]);
      server.log(server.items[0], MON, 42, {
        source: 'timer',
        description: 'Ran for a while',
      });
      await undo();
      expect(await awaitSavedWorklogs(server)).toEqual([
        [60, 'Ran for a while'],
      ]);
    });
  });

  describe('Ctrl+Z in the week view', () => {
    async function deleteEntry(day: string) {
      await focusCell('PAY-1', day);
      await userEvent.keyboard('e');
      const entries = await screen.findByRole('dialog', { name: /^PAY-1/ });
      await click('button', 'Delete time entry on PAY-1', entries);
      await screen.findByText('Time entry on PAY-1 deleted');
    }

    it('undoes a newer deletion first, then an earlier cell edit @full', async () => {
      const server = await openCell(createDescribedWeek(), 'PAY-1', TUE);
      await userEvent.keyboard('2h{Enter}');
      await screen.findByText('1 cell changed');
      await deleteEntry(MON);
      await undo();
      await waitFor(() =>
        expect(listCellWorklogs(server)).toEqual([[60, DESCRIPTION]]),
      );
      expect(server.getItemMinutes(server.items[0], TUE)).toBe(120);
      await undo();
      await waitUntilLogged(server, 'PAY-1', TUE, 0);
    });

    it('undoes a deletion when no cell was edited', async () => {
      const server = createDescribedWeek();
      renderTime(WEEK, server);
      await findCell('PAY-1', MON);
      await deleteEntry(MON);
      await undo();
      await waitFor(() =>
        expect(listCellWorklogs(server)).toEqual([[60, DESCRIPTION]]),
      );
    });

    it('undoes only the cell edit made after an older deletion @full', async () => {
      const server = createDescribedWeek();
      server.log(server.items[0], TUE, 15);
      renderTime(WEEK, server);
      await findCell('PAY-1', MON);
      await deleteEntry(MON);
      act(() => screen.getByRole('dialog').focus());
      await userEvent.keyboard('{Escape}');
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
      await focusCell('PAY-1', TUE);
      await userEvent.keyboard('2h{Enter}');
      await undo();
      expect(await findCell('PAY-1', TUE)).toHaveTextContent('15m');
      expect(listCellWorklogs(server)).toEqual([]);
    });
  });
});

describe('paste into the week view', () => {
  function createServerWithThreeItems(): FakeTime {
    const server = new FakeTime();
    server.addItem({ title: 'Fix rounding' }, { [MON]: 60, [WED]: 90 });
    server.addItem({ title: 'Refund in yen' }, { [MON]: [30, 15] });
    server.addItem({ title: 'Write the guide' }, { [MON]: 15 });
    return server;
  }

  /** Pastes text at the focus, as a browser does. */
  function paste(text: string) {
    fireEvent.paste(document.activeElement!, {
      clipboardData: { getData: () => text },
    });
  }

  /** Returns the text that a browser would copy at the focus. */
  function copyText(): string | undefined {
    const element = document.activeElement!;
    const event = createEvent.copy(element);
    const setData = jest.fn();
    Object.defineProperty(event, 'clipboardData', { value: { setData } });
    fireEvent(element, event);
    return setData.mock.calls[0]?.[1];
  }

  it('fills a column from a spreadsheet in one request @full', async () => {
    const server = await openCell(createServerWithThreeItems(), 'PAY-1', TUE);
    paste('2h\r\n1,5\r\n0:45\r\n');
    expect(await findCell('PAY-1', TUE)).toHaveTextContent('2h');
    expect(await findCell('PAY-2', TUE)).toHaveTextContent('1h 30m');
    expect(await findCell('PAY-3', TUE)).toHaveTextContent('45m');
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

  it('names the values it skips and reverts the whole paste with one undo @full', async () => {
    const server = await openCell(createServerWithThreeItems(), 'PAY-1', MON);
    paste('2h\tsoon\n3h\t4h\n5h\t6h\n7h\t8h');
    expect(
      await screen.findByText(
        'Not a valid duration: PAY-1 Tue, Nov 17 “soon”. Cells with several entries were not changed: PAY-2 Mon, Nov 16. 2 values are outside the grid.',
      ),
    ).toBeVisible();
    expect(await findCell('PAY-1', MON)).toHaveTextContent('2h');
    expect(await findCell('PAY-1', TUE)).toHaveTextContent('soon');
    expect(await findCell('PAY-2', MON)).toHaveTextContent('45m');
    await waitUntilLogged(server, 'PAY-3', TUE, 360);
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(await findCell('PAY-1', MON)).toHaveTextContent('1h');
    expect(await findCell('PAY-1', TUE)).toHaveTextContent('·');
    expect(await findCell('PAY-3', MON)).toHaveTextContent('15m');
    await waitFor(() => {
      expect(server.getItemMinutes(server.items[0], MON)).toBe(60);
      expect(server.getItemMinutes(server.items[1], TUE)).toBe(0);
      expect(server.getItemMinutes(server.items[2], TUE)).toBe(0);
    });
  });

  it('copies a cell, and a whole row when its name has the focus', async () => {
    await openCell(createServerWithThreeItems(), 'PAY-1', WED);
    expect(copyText()).toBe('1h 30m');
    await userEvent.keyboard('{Home}');
    const row = copyText();
    expect(row).toBe('PAY-1 Fix rounding\t1h\t\t1h 30m\t\t\t\t');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    paste(row!);
    expect(await findCell('PAY-3', MON)).toHaveTextContent('1h');
    expect(await findCell('PAY-3', WED)).toHaveTextContent('1h 30m');
    expect(await findCell('PAY-3', SUN)).toHaveTextContent('·');
  });

  it('leaves the clipboard to the text field of a cell in edit mode @full', async () => {
    await openCell(createServerWithThreeItems(), 'PAY-1', TUE);
    await userEvent.keyboard('1');
    paste('5h');
    expect(copyText()).toBeUndefined();
    await userEvent.keyboard('h{Enter}');
    expect(await findCell('PAY-1', TUE)).toHaveTextContent('1h');
  });
});

describe('pasteBlock', () => {
  const dates = ['2026-11-16', '2026-11-17', '2026-11-18'];

  const days = dates.map(date => ({ date, isLocked: false }));

  const createTimesheetRow = (
    issue_id: string | null,
    entries: Record<string, number> = {},
  ): TimesheetRow => ({
    issue_id,
    identifier: issue_id,
    issue_name: issue_id,
    project_id: issue_id,
    days: {},
    total_minutes: 0,
    entries,
  });

  const paste = (
    text: string,
    start = { row: 0, day: 0 },
    rows = [createTimesheetRow('a'), createTimesheetRow('b')],
  ) =>
    pasteBlock({
      block: parseBlock(text),
      start,
      rows,
      days,
      minutesPerDay: 480,
    });

  it('fills cells downwards and to the right', () => {
    expect(paste('2h\t1:30\r\n2,5\t1d\r\n').changes).toEqual([
      { work_item_id: 'a', date: dates[0], minutes: 120 },
      { work_item_id: 'a', date: dates[1], minutes: 90 },
      { work_item_id: 'b', date: dates[0], minutes: 150 },
      { work_item_id: 'b', date: dates[1], minutes: 480 },
    ]);
  });

  it('clears cells for empty values and dashes', () => {
    expect(paste('\t-').changes.map(({ minutes }) => minutes)).toEqual([0, 0]);
  });

  it('reports unreadable and too long durations without changing their cells', () => {
    const { invalid, changes } = paste('soon\n25h\n', { row: 0, day: 2 });
    expect(changes).toEqual([]);
    expect(invalid).toEqual([
      {
        cell: { work_item_id: 'a', date: dates[2] },
        text: 'soon',
        problem: 'unreadable',
      },
      {
        cell: { work_item_id: 'b', date: dates[2] },
        text: '25h',
        problem: 'tooLong',
      },
    ]);
  });

  it('counts values beyond the last row and day', () => {
    const { changes, outside } = paste('1h\t2h\n3h\t4h\n', { row: 1, day: 2 });
    expect(changes).toEqual([
      { work_item_id: 'b', date: dates[2], minutes: 60 },
    ]);
    expect(outside).toBe(3);
  });

  it('skips cells with several time entries and rows of inaccessible work items', () => {
    const rows = [
      createTimesheetRow('a', { [dates[0]]: 2 }),
      createTimesheetRow(null),
    ];
    const { changes, withSeveralEntries, unseen, outside } = paste(
      '1h\n2h',
      undefined,
      rows,
    );
    expect(changes).toEqual([]);
    expect(withSeveralEntries).toEqual([{ work_item_id: 'a', date: dates[0] }]);
    expect(unseen).toBe(1);
    expect(outside).toBe(0);
  });

  it('aligns the names of copied rows with the name column', () => {
    expect(
      paste('PAY-1 Fix rounding\t2h', { row: 0, day: -1 }).changes,
    ).toEqual([{ work_item_id: 'a', date: dates[0], minutes: 120 }]);
  });

  it('skips locked days', () => {
    const { changes, locked } = pasteBlock({
      block: parseBlock('1h\t2h'),
      start: { row: 0, day: 0 },
      rows: [createTimesheetRow('a')],
      days: [{ ...days[0], isLocked: true }, days[1]],
      minutesPerDay: 480,
    });
    expect(locked).toEqual([{ work_item_id: 'a', date: dates[0] }]);
    expect(changes).toEqual([
      { work_item_id: 'a', date: dates[1], minutes: 120 },
    ]);
  });

  it('removes quotes from cells', () => {
    expect(parseBlock('"2h"\t1h')).toEqual([['2h', '1h']]);
  });

  it('reads tabs, line breaks and quotes within a quoted cell', () => {
    expect(parseBlock('"Fix ""login""\r\nand\tlogout"\t1h\n"2h\t\n')).toEqual([
      ['Fix "login"\nand\tlogout', '1h'],
      ['"2h', ''],
    ]);
  });

  it('reads an empty text as one empty cell', () => {
    expect(parseBlock('')).toEqual([['']]);
  });
});
