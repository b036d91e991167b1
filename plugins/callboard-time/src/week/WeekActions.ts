import type { TimesheetAction } from './OpenTimesheet';
import type { PastedBlock } from './pasteBlock';
import type { WeekCell } from './WeekCell';

/** The actions on the cells of a week. Their identity is stable. */
export interface WeekActions {
  /** Sets a cell; 0 minutes empty it. */
  fill: (cell: WeekCell, minutes: number) => void;
  /** Stores text that cannot be parsed, with the error. */
  storeInvalidInput: (cell: WeekCell, text: string, problem: string) => void;
  /** Discards the unsaved edit of a cell. */
  drop: (cell: WeekCell) => void;
  /** Pastes values into cells as one undoable action; undefined if nothing changes. */
  paste: (pasted: PastedBlock) => TimesheetAction | undefined;
  /** Undoes an action, by default the last one. */
  undo: (action?: TimesheetAction) => void;
}
