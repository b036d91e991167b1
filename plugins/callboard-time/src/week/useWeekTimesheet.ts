import {
  type Timesheet,
  type TimesheetRow,
  endpoints,
} from '@callboard/plugin-callboard-common';
import { useCallback, useMemo, useRef, useEffect, useState } from 'react';
import { useCallboardQuery, useToast } from '@callboard/plugin-callboard-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { listDates } from '../data/dates';
import {
  listRowItems,
  getCellKey,
  getTimesheetTotals,
  type WeekDay,
  getRowKey,
} from './weekCells';
import type { LoggableItem } from '../entries/WorkItemPicker';
import { callboardTimeTranslationRef } from '../translation';
import type { OpenTimesheet, TimesheetAction } from './OpenTimesheet';
import { type WeekActions, useWeekActions } from './useWeekActions';
import type { FocusTarget } from './useGridCursor';
import { useEmptyRows } from './useEmptyRows';
import { useOpenTimesheet, useTimesheetEdits } from './useOpenTimesheet';

/**
 * Sorts rows in the order of their first appearance, new rows last. Otherwise, a row would move
 * while the person types its first duration.
 */
function useStableOrder(rows: readonly TimesheetRow[]): TimesheetRow[] {
  const firstPositions = useRef(new Map<string, number>());
  return useMemo(() => {
    const positions = firstPositions.current;
    for (const row of rows) {
      const key = getRowKey(row);
      if (!positions.has(key)) {
        positions.set(key, positions.size);
      }
    }
    return [...rows].sort(
      (a, b) => positions.get(getRowKey(a))! - positions.get(getRowKey(b))!,
    );
  }, [rows]);
}

/** The pause in typing after which the toast appears. A toast per change would flicker. */
export const TOAST_DELAY_MS = 1_000;

/**
 * After a pause in typing, shows a toast that reports the changes and offers to undo them. Omits
 * changes of cells with a problem.
 */
function useUndoToast(
  { edits }: OpenTimesheet,
  undo: (action: TimesheetAction) => void,
) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const notify = useToast();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const actions = useRef<TimesheetAction[]>([]);
  const latestUndo = useRef(undo);
  latestUndo.current = undo;
  useEffect(() => () => clearTimeout(timer.current), []);

  const recordAction = useCallback(
    (action: TimesheetAction) => {
      actions.current.push(action);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const reported = actions.current.filter(
          ({ cells }) => !cells.some(({ cell }) => edits.hasProblem(cell)),
        );
        actions.current = [];
        if (reported.length === 0) {
          return;
        }
        const count = new Set(
          reported
            .flatMap(({ cells }) => cells)
            .map(({ cell }) => getCellKey(cell)),
        ).size;
        notify({
          status: 'success',
          title: t('week.changed', { count }),
          doneAt: reported[0].doneAt,
          onUndo: () =>
            [...reported].reverse().forEach(each => latestUndo.current(each)),
        });
      }, TOAST_DELAY_MS);
    },
    [t, notify, edits],
  );
  /** Reports an undo instead of the recorded actions. */
  const reportUndo = useCallback(() => {
    actions.current = [];
    clearTimeout(timer.current);
    notify({ status: 'info', title: t('week.undone') });
  }, [t, notify]);
  return { recordAction, reportUndo };
}

const HOLIDAYS_STALE_MS = 60 * 60_000;

function useWeekDays(
  slug: string,
  timesheet: Pick<
    Timesheet,
    'week_start' | 'week_end' | 'daily_expected' | 'locked_days' | 'is_editable'
  >,
  today: string,
): WeekDay[] {
  const { week_start, week_end, daily_expected, locked_days, is_editable } =
    timesheet;
  const { data } = useCallboardQuery(
    endpoints.listHolidays,
    {
      params: { slug },
      query: { date_from: week_start, date_to: week_end },
    },
    { staleTime: HOLIDAYS_STALE_MS },
  );
  return useMemo(() => {
    const holidayNames = new Map(
      data?.items.map(({ date, name }) => [date, name]),
    );
    const lockedDates = new Set(locked_days);
    return listDates(week_start, week_end).map(date => {
      const expected = daily_expected[date] ?? 0;
      return {
        date,
        isToday: date === today,
        isOff: expected === 0,
        isLocked: !is_editable || lockedDates.has(date),
        expected,
        holiday: holidayNames.get(date),
      };
    });
  }, [
    week_start,
    week_end,
    daily_expected,
    locked_days,
    is_editable,
    data,
    today,
  ]);
}

/** Returns the visible rows of a week: rows with time, then the empty rows that were added. */
function getTimesheetRows(
  timesheet: Pick<Timesheet, 'rows'>,
  emptyRows: readonly LoggableItem[],
): TimesheetRow[] {
  const savedIds = new Set(timesheet.rows.map(({ issue_id }) => issue_id));
  return [
    ...timesheet.rows,
    ...emptyRows
      .filter(({ id }) => !savedIds.has(id))
      .map(({ id, identifier, title, project_id }) => ({
        issue_id: id,
        identifier,
        issue_name: title,
        project_id,
        days: {},
        entries: {},
        total_minutes: 0,
      })),
  ];
}

/** Returns an editable week. `onFocusRequest` moves the focus to a cell that an undo changed. */
export function useWeekTimesheet(options: {
  slug: string;
  timesheet: Timesheet;
  today: string;
  onFocusRequest: (target: FocusTarget) => void;
}) {
  const { slug, timesheet, today, onFocusRequest } = options;
  const openTimesheet = useOpenTimesheet(slug, timesheet);
  const edits = useTimesheetEdits(openTimesheet);
  const {
    emptyRows,
    add: addRows,
    remove: removeRow,
  } = useEmptyRows(slug, timesheet);
  const days = useWeekDays(slug, timesheet, today);
  const [editedItem, setEditedItem] = useState<LoggableItem>();
  const rows = useStableOrder(
    useMemo(() => {
      const isListed = emptyRows.some(({ id }) => id === editedItem?.id);
      return getTimesheetRows(
        timesheet,
        editedItem && !isListed ? [...emptyRows, editedItem] : emptyRows,
      );
    }, [timesheet, emptyRows, editedItem]),
  );
  const totals = useMemo(
    () => getTimesheetTotals(timesheet, edits),
    [timesheet, edits],
  );

  const latest = useRef({ rows, days });
  latest.current = { rows, days };
  /**
   * Sets the row that stays visible during an edit even if its time is deleted elsewhere. Otherwise,
   * the editor would close, and the input would go to the next row.
   */
  const setEditedRow = useCallback(
    (id: string | undefined) =>
      setEditedItem(
        listRowItems(latest.current.rows).find(item => item.id === id),
      ),
    [],
  );
  const actions = useRef<WeekActions>();
  const { recordAction, reportUndo } = useUndoToast(openTimesheet, action =>
    actions.current?.undo(action),
  );
  /** Adds the edited rows as empty rows, so that they stay visible when their time is removed. */
  const retainRows = useCallback(
    (action: TimesheetAction) => {
      const editedIds = new Set(
        action.cells.map(({ cell }) => cell.work_item_id),
      );
      addRows(
        listRowItems(latest.current.rows).filter(({ id }) => editedIds.has(id)),
      );
    },
    [addRows],
  );
  const onChange = useCallback(
    (action: TimesheetAction) => {
      retainRows(action);
      recordAction(action);
    },
    [retainRows, recordAction],
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
    onPaste: retainRows,
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
    setEditedRow,
  };
}
