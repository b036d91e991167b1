import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import { formatMinutes, hasModifier } from '@callboard/plugin-callboard-react';
import {
  type RefObject,
  type KeyboardEvent,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type WeekEdits, type WeekCell, getCellMinutes } from './weekCells';
import type { EditorStart, EditMove, EditActions } from './GridCell';
import {
  type CellPosition,
  getCellElement,
  findMoveTarget,
  type GridSize,
  getNextDayPosition,
  getPreviousDayPosition,
} from './useGridCursor';
import type { WeekActions } from './useWeekActions';

function getTargetPosition(
  move: EditMove,
  from: CellPosition,
  size: GridSize,
): CellPosition {
  switch (move) {
    case 'down':
      return { ...from, row: Math.min(from.row + 1, size.rows - 1) };
    case 'up':
      return { ...from, row: Math.max(from.row - 1, 0) };
    case 'right':
      return getNextDayPosition(from, size);
    case 'left':
      return getPreviousDayPosition(from, size);
    default:
      return from;
  }
}

interface OpenEditor {
  /** The edited cell. The position of its row in the grid can change during the edit. */
  cell: WeekCell;
  start: EditorStart;
}

/** The open editor, and the callbacks that start and end an edit. */
export function useGridEditing(options: {
  size: GridSize;
  position: CellPosition;
  moveTo: (position: CellPosition) => void;
  actions: WeekActions;
  /** Called with the work item whose row is edited; with undefined when the edit ends. */
  onEditRow: (id: string | undefined) => void;
}) {
  const [editor, setEditor] = useState<OpenEditor>();
  const latestOptions = useRef({ ...options, editor });
  latestOptions.current = { ...options, editor };
  const startEditing = (cell: WeekCell, start: EditorStart) => {
    setEditor({ cell, start });
    options.onEditRow(cell.work_item_id);
  };
  const editActions = useMemo<EditActions>(() => {
    const end = (action: (cell: WeekCell) => void, move?: EditMove) => {
      const { position, size, moveTo, onEditRow } = latestOptions.current;
      setEditor(undefined);
      if (latestOptions.current.editor) {
        action(latestOptions.current.editor.cell);
      }
      onEditRow(undefined);
      if (move) {
        moveTo(getTargetPosition(move, position, size));
      }
    };
    return {
      onSave: (minutes, move) =>
        end(
          cell => latestOptions.current.actions.setMinutes(cell, minutes),
          move,
        ),
      onInvalid: (text, problem) =>
        end(cell =>
          latestOptions.current.actions.storeInvalidInput(cell, text, problem),
        ),
      onUnchanged: move => end(() => {}, move),
    };
  }, []);
  return { editor, startEditing, editActions };
}

const DURATION_START = /^[\d.,:]$/;

interface GridKeyActions extends CellActions {
  moveTo: (position: CellPosition) => void;
  /** @param direction - -1 for the previous week, 1 for the next */
  changeWeek: (direction: number) => void;
}

function findKeyAction(
  event: KeyboardEvent,
  { column }: CellPosition,
  actions: GridKeyActions,
): (() => void) | undefined {
  const { key } = event;
  if (key === 'PageUp' || key === 'PageDown') {
    return () => actions.changeWeek(key === 'PageUp' ? -1 : 1);
  }
  if (key === 'Delete' || key === 'Backspace') {
    return actions.clear;
  }
  if (column === 0) {
    return key === 'Enter' ? actions.followLink : undefined;
  }
  if (key === 'Enter' || key === 'F2') {
    return () => actions.edit();
  }
  if (key === 'Escape') {
    return actions.discard;
  }
  if (key === 'e') {
    return actions.openEntries;
  }
  return DURATION_START.test(key) ? () => actions.edit(key) : undefined;
}

export function handleGridKey(
  event: KeyboardEvent,
  position: CellPosition,
  size: GridSize,
  actions: GridKeyActions,
): void {
  const isCtrlOrCmd = event.ctrlKey || event.metaKey;
  const target =
    !event.altKey && !event.shiftKey
      ? findMoveTarget(event.key, isCtrlOrCmd, position, size)
      : undefined;
  if (target) {
    event.preventDefault();
    actions.moveTo(target);
    return;
  }
  const action = hasModifier(event)
    ? undefined
    : findKeyAction(event, position, actions);
  if (action) {
    event.preventDefault();
    action();
  }
}

interface CellActions {
  /** @param typed - the initial text; by default, the cell's value */
  edit: (typed?: string) => void;
  clear: () => void;
  discard: () => void;
  openEntries: () => void;
  followLink: () => void;
}

export function useCellActions(options: {
  table: RefObject<HTMLTableElement>;
  rows: readonly TimesheetRow[];
  edits: WeekEdits;
  position: CellPosition;
  /** The cell at `position`; undefined for a row's name and in the row of hidden work items. */
  cell: WeekCell | undefined;
  isLocked: boolean;
  actions: WeekActions;
  startEditing: (cell: WeekCell, start: EditorStart) => void;
  onOpenEntries: (cell: WeekCell, anchor: Element) => void;
  onReadOnly: (cell: WeekCell | undefined) => void;
}): CellActions {
  const { table, rows, edits, position, cell, actions } = options;
  const row = rows[position.row];
  const rowEdits = cell && edits.get(cell.work_item_id);
  const unsavedEdit = cell && rowEdits?.get(cell.date);
  const worklogCount = (cell && row.entries[cell.date]) ?? 0;

  const openEntries = () => {
    const anchor = getCellElement(table.current, position);
    if (cell && anchor) {
      options.onOpenEntries(cell, anchor);
    }
  };
  /** Calls `onReadOnly` for a locked or hidden cell; lists the worklogs of a cell with several. */
  const changeCell = (action: (changed: WeekCell) => void) => {
    if (!cell || options.isLocked) {
      options.onReadOnly(cell);
    } else if (worklogCount > 1) {
      openEntries();
    } else {
      action(cell);
    }
  };
  return {
    edit: typed =>
      changeCell(edited => {
        const minutes = getCellMinutes(row, edited.date, rowEdits);
        const shown =
          unsavedEdit?.text ?? (minutes > 0 ? formatMinutes(minutes) : '');
        options.startEditing(edited, {
          text: typed ?? shown,
          isTyped: typed !== undefined,
          displayedText: shown,
          isRejected: unsavedEdit?.problem !== undefined,
        });
      }),
    clear: () => {
      if (position.column > 0) {
        changeCell(changed => actions.setMinutes(changed, 0));
        return;
      }
      // The Delete key on a row name removes the row.
      getCellElement(table.current, position)
        ?.querySelector<HTMLElement>('.remove-row')
        ?.click();
    },
    discard: () => {
      if (cell && unsavedEdit?.problem) {
        actions.discard(cell);
      }
    },
    openEntries,
    followLink: () =>
      getCellElement(table.current, position)?.querySelector('a')?.click(),
  };
}
