import type { SheetAct } from './OpenSheet';
import type { PastedBlock } from './pasteBlock';
import type { SheetCell } from './SheetCell';

/** The actions on the cells of a week. Their identity is stable. */
export interface WeekActions {
  /** Sets a cell; 0 minutes empty it. */
  fill: (cell: SheetCell, minutes: number) => void;
  /** Stores text that cannot be parsed, with the error. */
  hold: (cell: SheetCell, text: string, problem: string) => void;
  /** Discards the unsaved edit of a cell. */
  drop: (cell: SheetCell) => void;
  /** Pastes values into cells as one undoable action; undefined if nothing changes. */
  paste: (pasted: PastedBlock) => SheetAct | undefined;
  /** Undoes an action, by default the last one. */
  undo: (act?: SheetAct) => void;
}
