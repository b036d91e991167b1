import type { Worklog } from '@callboard/plugin-callboard-common';

/** A cell of a week: a work item on a day. */
export interface WeekCell {
  work_item_id: string;
  date: string;
}

/** The state of a cell before an action. */
export interface CellBefore {
  cell: WeekCell;
  minutes: number;
  /** Typed text that could not be parsed. */
  invalidInput?: { text: string; problem: string };
  /** The worklog that the cell contained, set once it is deleted. */
  deleted?: DeletedWorklog;
}

/** A deleted worklog, shared by all undoable actions that restore it. */
export interface DeletedWorklog {
  /** Undefined once it is logged again. */
  worklog?: Worklog;
}

/** The new value of a cell. */
export interface CellChange extends WeekCell {
  /** 0 empties it. */
  minutes: number;
  /** The state of the cell to restore, for an undo. */
  restoreTo?: CellBefore;
}

/** The key of a cell in maps. */
export const getCellKey = ({ work_item_id, date }: WeekCell): string =>
  `${work_item_id} ${date}`;
