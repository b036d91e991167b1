/** A cell of a week: an item on a day. */
export interface SheetCell {
  work_item_id: string;
  date: string;
}

/** What a cell is to hold. */
export interface CellChange extends SheetCell {
  /** 0 empties it. */
  minutes: number;
  /** Whether it takes back an earlier change. */
  isUndo?: boolean;
}

/** Tells cells apart, in maps. */
export const keyOfCell = ({ work_item_id, date }: SheetCell): string =>
  `${work_item_id} ${date}`;
