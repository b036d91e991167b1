import type { Worklog } from '@callboard/plugin-callboard-common';

/** A cell of a week: an item on a day. */
export interface SheetCell {
  work_item_id: string;
  date: string;
}

/** What a cell was before an act. */
export interface CellBefore {
  cell: SheetCell;
  minutes: number;
  /** What was typed and could not be read. */
  held?: { text: string; problem: string };
  /** The entry that it held, known once that is deleted. */
  lost?: LostEntry;
}

/** An entry that was deleted; all acts that lead back to it share this. */
export interface LostEntry {
  /** None once it is logged again. */
  entry?: Worklog;
}

/** What a cell is to hold. */
export interface CellChange extends SheetCell {
  /** 0 empties it. */
  minutes: number;
  /** What the cell was, where an earlier change is taken back. */
  back?: CellBefore;
}

/** Tells cells apart, in maps. */
export const keyOfCell = ({ work_item_id, date }: SheetCell): string =>
  `${work_item_id} ${date}`;
