import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { callboardTimeTranslationRef } from '../translation';
import type { OpenTimesheet, TimesheetAction } from './OpenTimesheet';
import type { CellChange, WeekCell } from './weekCells';
import type { PastedBlock } from './clipboard';

/** The actions on the cells of a week. The object stays the same across renders. */
export interface WeekActions {
  /** Sets a cell; 0 minutes clear the cell. */
  setMinutes: (cell: WeekCell, minutes: number) => void;
  storeInvalidInput: (cell: WeekCell, text: string, problem: string) => void;
  discard: (cell: WeekCell) => void;
  /** Pastes values into cells as one undoable action; returns undefined if nothing changes. */
  paste: (pasted: PastedBlock) => TimesheetAction | undefined;
  undo: (action?: TimesheetAction) => void;
}

interface InvalidInput {
  cell: WeekCell;
  text: string;
  problem: string;
}

/** Sets cells, or discards their edits if the new value equals the saved one. */
function fillCells(timesheet: OpenTimesheet, changes: readonly CellChange[]) {
  const unsavedChanges = changes.filter(
    change =>
      change.minutes !== timesheet.getSavedMinutes(change) ||
      !timesheet.edits.discard(change),
  );
  if (unsavedChanges.length > 0) {
    timesheet.edits.set(unsavedChanges);
  }
}

function undoAction(timesheet: OpenTimesheet, { cells }: TimesheetAction) {
  fillCells(
    timesheet,
    cells
      .filter(({ invalidInput }) => !invalidInput)
      .map(restoreTo => ({
        ...restoreTo.cell,
        minutes: restoreTo.minutes,
        restoreTo,
      })),
  );
  for (const { cell, invalidInput } of cells) {
    if (invalidInput) {
      timesheet.edits.storeInvalidInput(
        cell,
        invalidInput.text,
        invalidInput.problem,
      );
    }
  }
}

/** Returns the actions on a week. `onChange` is called after an edit of one cell. */
export function useWeekActions(
  timesheet: OpenTimesheet,
  callbacks: {
    onChange: (action: TimesheetAction) => void;
    onPaste: (action: TimesheetAction) => void;
    onUndo: (action: TimesheetAction) => void;
  },
): WeekActions {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { onChange, onPaste, onUndo } = callbacks;
  return useMemo(() => {
    /** Applies changes as one undoable action; returns undefined if nothing changes. */
    const applyChanges = (
      changes: readonly CellChange[],
      invalidInputs: readonly InvalidInput[],
    ): TimesheetAction | undefined => {
      const before = [...changes, ...invalidInputs.map(({ cell }) => cell)].map(
        ({ work_item_id, date }) =>
          timesheet.getCellState({ work_item_id, date }),
      );
      const effectiveChanges = changes.filter(
        ({ minutes }, index) =>
          before[index].invalidInput !== undefined ||
          before[index].minutes !== minutes,
      );
      // Includes ineffective changes, because retyping a rejected value sends the value again.
      fillCells(timesheet, changes);
      invalidInputs.forEach(({ cell, text, problem }) =>
        timesheet.edits.storeInvalidInput(cell, text, problem),
      );
      if (effectiveChanges.length + invalidInputs.length === 0) {
        return undefined;
      }
      return timesheet.recordAction(before);
    };
    const reportChange = (action: TimesheetAction | undefined) =>
      action && onChange(action);
    return {
      setMinutes: ({ work_item_id, date }, minutes) =>
        reportChange(applyChanges([{ work_item_id, date, minutes }], [])),
      storeInvalidInput: (cell, text, problem) =>
        reportChange(applyChanges([], [{ cell, text, problem }])),
      discard: cell => {
        timesheet.edits.discard(cell);
      },
      paste: ({ changes, invalid }) => {
        const action = applyChanges(
          changes,
          invalid.map(({ problem, ...each }) => ({
            ...each,
            problem: t(`duration.${problem}`),
          })),
        );
        if (action) {
          onPaste(action);
        }
        return action;
      },
      undo: action => {
        const undone = timesheet.removeAction(action);
        if (undone) {
          undoAction(timesheet, undone);
          onUndo(undone);
        }
      },
    };
  }, [t, timesheet, onChange, onPaste, onUndo]);
}
