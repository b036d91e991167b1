import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import { pasteBlock } from './pasteBlock';
import { readBlock } from './readBlock';

const dates = ['2026-11-16', '2026-11-17', '2026-11-18'];
const days = dates.map(date => ({ date, isLocked: false }));

const rowOf = (
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
  rows = [rowOf('a'), rowOf('b')],
) =>
  pasteBlock({
    block: readBlock(text),
    start,
    rows,
    days,
    minutesPerDay: 480,
  });

describe('a block from a spreadsheet', () => {
  it('fills cells downwards and to the right', () => {
    expect(paste('2h\t1:30\r\n2,5\t1d\r\n').changes).toEqual([
      { work_item_id: 'a', date: dates[0], minutes: 120 },
      { work_item_id: 'a', date: dates[1], minutes: 90 },
      { work_item_id: 'b', date: dates[0], minutes: 150 },
      { work_item_id: 'b', date: dates[1], minutes: 480 },
    ]);
  });

  it('empties cells with its empty ones', () => {
    expect(paste('\t-').changes.map(({ minutes }) => minutes)).toEqual([0, 0]);
  });

  it('names what it cannot read and keeps the rest', () => {
    const { bad, changes } = paste('soon\n25h\n', { row: 0, day: 2 });
    expect(changes).toEqual([]);
    expect(bad).toEqual([
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

  it('counts what lies beyond the last row and day', () => {
    const { changes, outside } = paste('1h\t2h\n3h\t4h\n', { row: 1, day: 2 });
    expect(changes).toEqual([
      { work_item_id: 'b', date: dates[2], minutes: 60 },
    ]);
    expect(outside).toBe(3);
  });

  it('leaves cells of several entries and rows out of sight as they are', () => {
    const rows = [rowOf('a', { [dates[0]]: 2 }), rowOf(null)];
    const { changes, several, outside } = paste('1h\n2h', undefined, rows);
    expect(changes).toEqual([]);
    expect(several).toEqual([{ work_item_id: 'a', date: dates[0] }]);
    expect(outside).toBe(1);
  });

  it('lays the names of copied rows over the names of rows', () => {
    expect(
      paste('PAY-1 Fix rounding\t2h', { row: 0, day: -1 }).changes,
    ).toEqual([{ work_item_id: 'a', date: dates[0], minutes: 120 }]);
  });

  it('leaves days that are locked as they are', () => {
    const { changes, locked } = pasteBlock({
      block: readBlock('1h\t2h'),
      start: { row: 0, day: 0 },
      rows: [rowOf('a')],
      days: [{ ...days[0], isLocked: true }, days[1]],
      minutesPerDay: 480,
    });
    expect(locked).toEqual([{ work_item_id: 'a', date: dates[0] }]);
    expect(changes).toEqual([
      { work_item_id: 'a', date: dates[1], minutes: 120 },
    ]);
  });

  it('takes quotes off cells', () => {
    expect(readBlock('"2h"\t1h')).toEqual([['2h', '1h']]);
  });
});
