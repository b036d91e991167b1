import {
  type TimesheetRow,
  formatDuration,
} from '@callboard/plugin-callboard-common';
import { parseCell, type ParsedDuration } from '../entries/DurationField';
import {
  type CellChange,
  type WeekCell,
  type WeekDay,
  type WeekEdits,
  type RowEdits,
  getCellMinutes,
  getRowKey,
} from './weekCells';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useToast, formatMinutes } from '@callboard/plugin-callboard-react';
import { formatShortDay } from '../data/dates';
import { callboardTimeTranslationRef } from '../translation';
import type { WeekActions } from './useWeekActions';
import { type ClipboardEvent } from 'react';
import { type CellPosition, findCellPosition } from './useGridCursor';

/** Returns the clipboard cells of a row: its name, and the time of each day in a pasteable form. */
function getClipboardCells(
  row: TimesheetRow,
  days: readonly WeekDay[],
  edits?: RowEdits,
): string[] {
  return [
    [row.identifier, row.issue_name].filter(Boolean).join(' '),
    ...days.map(({ date }) => {
      const minutes = getCellMinutes(row, date, edits);
      return minutes > 0 ? formatDuration(minutes) : '';
    }),
  ];
}

/**
 * Copies the focused cell or row of the grid, and pastes at the focus. While a cell is edited, its
 * text field handles copy and paste.
 */
export function useGridClipboard(options: {
  rows: readonly TimesheetRow[];
  days: readonly WeekDay[];
  edits: WeekEdits;
  position: CellPosition;
  onPasteText: (text: string, start: { row: number; day: number }) => void;
}) {
  const { rows, days, edits, position, onPasteText } = options;
  const isForField = ({ target }: ClipboardEvent) =>
    target instanceof HTMLInputElement || !findCellPosition(target);
  return {
    onCopy: (event: ClipboardEvent) => {
      const row = rows[position.row];
      if (row && !isForField(event)) {
        const cells = getClipboardCells(row, days, edits.get(getRowKey(row)));
        event.clipboardData.setData(
          'text/plain',
          position.column === 0 ? cells.join('\t') : cells[position.column],
        );
        event.preventDefault();
      }
    },
    onPaste: (event: ClipboardEvent) => {
      if (!isForField(event)) {
        event.preventDefault();
        onPasteText(event.clipboardData.getData('text/plain'), {
          row: position.row,
          day: position.column - 1,
        });
      }
    },
  };
}

const MAX_NAMED_CELLS = 5;

export function usePasteText(options: {
  rows: readonly TimesheetRow[];
  days: readonly WeekDay[];
  minutesPerDay: number;
  actions: WeekActions;
}): (text: string, start: { row: number; day: number }) => void {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const notify = useToast();
  const { rows, days, minutesPerDay, actions } = options;
  const formatCellLabel = ({ work_item_id, date }: WeekCell) => {
    const row = rows.find(({ issue_id }) => issue_id === work_item_id);
    return `${row?.identifier ?? ''} ${formatShortDay(date)}`;
  };
  const formatNames = (names: readonly string[]) =>
    names.length > MAX_NAMED_CELLS
      ? [...names.slice(0, MAX_NAMED_CELLS), '…'].join(', ')
      : names.join(', ');
  return (text, start) => {
    const pasted = pasteBlock({
      block: parseBlock(text),
      start,
      rows,
      days,
      minutesPerDay,
    });
    const action = actions.paste(pasted);
    const { changes, invalid, withSeveralEntries, locked, unseen, outside } =
      pasted;
    const problems = [
      invalid.length > 0 &&
        t('paste.bad', {
          cells: formatNames(
            invalid.map(each => `${formatCellLabel(each.cell)} “${each.text}”`),
          ),
        }),
      withSeveralEntries.length > 0 &&
        t('paste.several', {
          cells: formatNames(withSeveralEntries.map(formatCellLabel)),
        }),
      locked.length > 0 &&
        t('paste.locked', { cells: formatNames(locked.map(formatCellLabel)) }),
      unseen > 0 && t('paste.unseen', { count: unseen }),
      outside > 0 && t('paste.outside', { count: outside }),
    ].filter(Boolean);
    const filled = changes.filter(({ minutes }) => minutes > 0);
    const sum = filled.reduce((total, { minutes }) => total + minutes, 0);
    if (problems.length > 0 || changes.length > 0) {
      notify({
        status: problems.length > 0 ? 'danger' : 'success',
        title: t('paste.done', {
          count: filled.length,
          sum: formatMinutes(sum),
        }),
        description: problems.join(' ') || undefined,
        onUndo: action && (() => actions.undo(action)),
        doneAt: action?.doneAt,
      });
    }
  };
}

/** Matches a cell and the tab, line break or end after it. Quoted cells double their quotes. */
const cellPattern = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/g;

/** Parses clipboard cells; quoted cells can contain tabs, line breaks and quotes. */
export function parseBlock(text: string): string[][] {
  const normalisedText = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of normalisedText.matchAll(cellPattern)) {
    rows[rows.length - 1].push(quoted?.replaceAll('""', '"') ?? plain.trim());
    if (end === '') {
      break;
    }
    if (end === '\n') {
      rows.push([]);
    }
  }
  return rows;
}

export interface PastedBlock {
  changes: CellChange[];
  invalid: Array<{
    cell: WeekCell;
    text: string;
    problem: NonNullable<ParsedDuration['problem']>;
  }>;
  withSeveralEntries: WeekCell[];
  locked: WeekCell[];
  /** The number of values on work items hidden from the viewer. */
  unseen: number;
  /** The number of values beyond the last row or day. */
  outside: number;
}

/**
 * Maps a block of cells onto a week, downwards and to the right of `start`. Day -1 of `start` is
 * the row name: a copied row begins with its name, which is skipped when it is pasted there.
 */
export function pasteBlock(options: {
  block: readonly (readonly string[])[];
  start: { row: number; day: number };
  rows: readonly TimesheetRow[];
  days: readonly Pick<WeekDay, 'date' | 'isLocked'>[];
  minutesPerDay: number;
}): PastedBlock {
  const { block, start, rows, days, minutesPerDay } = options;
  const pasted: PastedBlock = {
    changes: [],
    invalid: [],
    withSeveralEntries: [],
    locked: [],
    unseen: 0,
    outside: 0,
  };
  block.forEach((line, rowOffset) => {
    const row = rows[start.row + rowOffset];
    line.forEach((text, dayOffset) => {
      const dayIndex = start.day + dayOffset;
      const day = days[dayIndex];
      if (dayIndex < 0) {
        return;
      }
      if (!row || !day) {
        pasted.outside += text ? 1 : 0;
        return;
      }
      if (!row.issue_id) {
        pasted.unseen += text ? 1 : 0;
        return;
      }
      const { date } = day;
      const cell = { work_item_id: row.issue_id, date };
      const { minutes = 0, problem } = parseCell(text, minutesPerDay);
      if (day.isLocked) {
        pasted.locked.push(...(text ? [cell] : []));
      } else if (problem) {
        pasted.invalid.push({ cell, text, problem });
      } else if ((row.entries[date] ?? 0) > 1) {
        pasted.withSeveralEntries.push(cell);
      } else {
        pasted.changes.push({ ...cell, minutes });
      }
    });
  });
  return pasted;
}
