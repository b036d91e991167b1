import type { WorkItem } from '@callboard/plugin-callboard-common';

/** What the board can ask of one of its columns. */
export interface ColumnHandle {
  /** The cards that are loaded. */
  items: readonly WorkItem[];
  /** The place in it that is at a height of the window. */
  placeAt: (clientY: number) => number;
  /** Brings a card into view and gives it the focus. */
  focus: (index: number) => void;
}
