import type {
  WorkItem,
  WorkItemPatch,
} from '@callboard/plugin-callboard-common';

/** A change that the server has saved. */
export interface MadeChange {
  /** The item as the reader saw it when they changed it. */
  before: WorkItem;
  patch: WorkItemPatch;
  /** The item as the server has it now. */
  saved: WorkItem;
}

/** Changes to work items that show at once and have Undo. */
export interface WorkActions {
  /**
   * Changes an item. The change shows at once, and the reader can undo it for a
   * while. If the server refuses it, the item goes back to how it was.
   */
  change: (item: WorkItem, patch: WorkItemPatch, message: string) => void;
  /** Says that an item was changed, and offers Undo where that is safe. */
  offerUndo: (change: MadeChange, message: string) => void;
}
