import type {
  Timesheet,
  TimesheetRow,
} from '@callboard/plugin-callboard-common';
import { useCallback, useMemo, useRef } from 'react';
import { listRowItems } from '../items/listRowItems';
import type { LoggedItem } from '../items/LoggedItem';
import type { WeekEdits } from './CellEdit';
import type { OpenTimesheet, TimesheetAction } from './OpenTimesheet';
import type { WeekActions } from './WeekActions';
import { getTimesheetRows } from './getTimesheetRows';
import { getTimesheetTotals } from './getTimesheetTotals';
import type { FocusTarget } from './useGridCursor';
import { useEmptyRows } from './useEmptyRows';
import { useOpenTimesheet } from './useOpenTimesheet';
import { useWeekActions } from './useWeekActions';
import { useTimesheetEdits } from './useTimesheetEdits';
import { useSteadyOrder } from './useSteadyOrder';
import { useUndoToast } from './useUndoToast';
import { useWeekDays } from './useWeekDays';
import type { WeekDay } from './WeekDay';

/** The state of an editable week. */
export interface EditableWeek {
  openTimesheet: OpenTimesheet;
  rows: TimesheetRow[];
  days: WeekDay[];
  edits: WeekEdits;
  totals: ReturnType<typeof getTimesheetTotals>;
  actions: WeekActions;
  /** Adds work items to the week. */
  addRows: (items: readonly LoggedItem[]) => void;
  /** Removes a work item without time from the week. */
  removeRow: (id: string) => void;
}

/**
 * An editable week: its rows, unsaved edits and actions.
 *
 * @param onFocusRequest - moves the focus to a cell that an undo changed
 */
export function useWeekTimesheet(options: {
  slug: string;
  timesheet: Timesheet;
  today: string;
  onFocusRequest: (goal: FocusTarget) => void;
}): EditableWeek {
  const { slug, timesheet, today, onFocusRequest } = options;
  const openTimesheet = useOpenTimesheet(slug, timesheet);
  const edits = useTimesheetEdits(openTimesheet);
  const {
    emptyRows,
    keep: addRows,
    leave: removeRow,
  } = useEmptyRows(slug, timesheet.week_start);
  const days = useWeekDays(slug, timesheet, today);
  const rows = useSteadyOrder(
    useMemo(
      () => getTimesheetRows(timesheet, emptyRows),
      [timesheet, emptyRows],
    ),
  );
  const totals = useMemo(
    () => getTimesheetTotals(timesheet, edits),
    [timesheet, edits],
  );

  const latest = useRef({ rows, days });
  latest.current = { rows, days };
  const actions = useRef<WeekActions>();
  const { note: reportAction, reportUndo } = useUndoToast(action =>
    actions.current?.undo(action),
  );
  /** A row stays in place when its last time is removed. */
  const keepRows = useCallback(
    (action: TimesheetAction) => {
      const touched = new Set(
        action.cells.map(({ cell }) => cell.work_item_id),
      );
      addRows(
        listRowItems(latest.current.rows).filter(({ id }) => touched.has(id)),
      );
    },
    [addRows],
  );
  const onChange = useCallback(
    (action: TimesheetAction) => {
      keepRows(action);
      reportAction(action);
    },
    [keepRows, reportAction],
  );
  const onUndo = useCallback(
    (action: TimesheetAction) => {
      reportUndo();
      const [{ cell }] = action.cells;
      const day = latest.current.days.findIndex(
        ({ date }) => date === cell.date,
      );
      onFocusRequest({ row: cell.work_item_id, column: day + 1 });
    },
    [reportUndo, onFocusRequest],
  );
  actions.current = useWeekActions(openTimesheet, {
    onChange,
    onPaste: keepRows,
    onUndo,
  });
  return {
    openTimesheet,
    rows,
    days,
    edits,
    totals,
    actions: actions.current,
    addRows,
    removeRow,
  };
}
