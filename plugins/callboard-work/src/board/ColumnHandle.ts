import type { WorkItem } from '@callboard/plugin-callboard-common';

/** The interface of a column to its board. */
export interface ColumnHandle {
  /** The loaded cards. */
  items: readonly WorkItem[];
  /** Returns the position in the column at a height of the window. */
  findDropIndex: (clientY: number) => number;
  /** Scrolls a card into view and focuses it. */
  focus: (index: number) => void;
}
