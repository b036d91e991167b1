import type {
  WorkItem,
  WorkItemPatch,
} from '@callboard/plugin-callboard-common';

/** A change that the server has taken. */
export interface MadeChange {
  /** What the reader saw when they changed it. */
  before: WorkItem;
  patch: WorkItemPatch;
  /** The item as the server has it now. */
  saved: WorkItem;
}

/** What can be done to work items at once, and taken back. */
export interface WorkActs {
  /**
   * Changes an item: it shows at once, can be taken back for a while, and is
   * as it was where the server refuses.
   */
  change: (item: WorkItem, patch: WorkItemPatch, message: string) => void;
  /** Says that an item was changed, and offers to take it back where that is safe. */
  offerUndo: (change: MadeChange, message: string) => void;
}
