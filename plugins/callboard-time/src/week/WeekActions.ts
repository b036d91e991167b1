import type { SheetAct } from './OpenSheet';
import type { PastedBlock } from './pasteBlock';
import type { SheetCell } from './SheetCell';

/** What somebody can do to the cells of a week. They are the same all the time. */
export interface WeekActions {
  /** Fills a cell; with 0 minutes, empties it. */
  fill: (cell: SheetCell, minutes: number) => void;
  /** Keeps what was typed and cannot be read, with what is wrong with it. */
  hold: (cell: SheetCell, text: string, problem: string) => void;
  /** Gives up what is not saved of a cell. */
  drop: (cell: SheetCell) => void;
  /** Fills cells with what was pasted, as one act; undefined where that changes nothing. */
  paste: (pasted: PastedBlock) => SheetAct | undefined;
  /** Takes an act back, by default the last one. */
  undo: (act?: SheetAct) => void;
}
