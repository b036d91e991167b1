import type {
  Timesheet,
  TimesheetRow,
} from '@callboard/plugin-callboard-common';
import { useCallback, useMemo, useRef } from 'react';
import { itemsOfRows } from '../items/itemsOfRows';
import type { LoggedItem } from '../items/LoggedItem';
import type { WeekEdits } from './CellEdit';
import type { OpenSheet, SheetAct } from './OpenSheet';
import type { WeekActions } from './WeekActions';
import { sheetRowsOf } from './sheetRowsOf';
import { sheetTotalsOf } from './sheetTotalsOf';
import type { GridGoal } from './useGridCursor';
import { useEmptyRows } from './useEmptyRows';
import { useOpenSheet } from './useOpenSheet';
import { useWeekActions } from './useWeekActions';
import { useSheetEdits } from './useSheetEdits';
import { useSteadyOrder } from './useSteadyOrder';
import { useUndoNotice } from './useUndoNotice';
import { useWeekDays } from './useWeekDays';
import type { WeekDay } from './WeekDay';

/** The state of an editable week. */
export interface WorkedWeek {
  sheet: OpenSheet;
  rows: TimesheetRow[];
  days: WeekDay[];
  edits: WeekEdits;
  totals: ReturnType<typeof sheetTotalsOf>;
  actions: WeekActions;
  /** Adds work items to the week. */
  keep: (items: readonly LoggedItem[]) => void;
  /** Removes a work item without time from the week. */
  leave: (id: string) => void;
}

/**
 * An editable week: its rows, unsaved edits and actions.
 *
 * @param onGoal - moves the focus to a cell that an undo changed
 */
export function useWeekSheet(options: {
  slug: string;
  timesheet: Timesheet;
  today: string;
  onGoal: (goal: GridGoal) => void;
}): WorkedWeek {
  const { slug, timesheet, today, onGoal } = options;
  const sheet = useOpenSheet(slug, timesheet);
  const edits = useSheetEdits(sheet);
  const { emptyRows, keep, leave } = useEmptyRows(slug, timesheet.week_start);
  const days = useWeekDays(slug, timesheet, today);
  const rows = useSteadyOrder(
    useMemo(() => sheetRowsOf(timesheet, emptyRows), [timesheet, emptyRows]),
  );
  const totals = useMemo(
    () => sheetTotalsOf(timesheet, edits),
    [timesheet, edits],
  );

  const latest = useRef({ rows, days });
  latest.current = { rows, days };
  const actions = useRef<WeekActions>();
  const { note, noteUndo } = useUndoNotice(act => actions.current?.undo(act));
  /** A row stays in place when its last time is removed. */
  const keepRows = useCallback(
    (act: SheetAct) => {
      const touched = new Set(act.cells.map(({ cell }) => cell.work_item_id));
      keep(
        itemsOfRows(latest.current.rows).filter(({ id }) => touched.has(id)),
      );
    },
    [keep],
  );
  const onChange = useCallback(
    (act: SheetAct) => {
      keepRows(act);
      note(act);
    },
    [keepRows, note],
  );
  const onUndo = useCallback(
    (act: SheetAct) => {
      noteUndo();
      const [{ cell }] = act.cells;
      const day = latest.current.days.findIndex(
        ({ date }) => date === cell.date,
      );
      onGoal({ row: cell.work_item_id, column: day + 1 });
    },
    [noteUndo, onGoal],
  );
  actions.current = useWeekActions(sheet, {
    onChange,
    onPaste: keepRows,
    onUndo,
  });
  return {
    sheet,
    rows,
    days,
    edits,
    totals,
    actions: actions.current,
    keep,
    leave,
  };
}
