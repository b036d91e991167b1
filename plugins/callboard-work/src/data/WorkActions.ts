import type {
  WorkItem,
  WorkItemPatch,
} from '@callboard/plugin-callboard-common';

/** A change that the server has saved. */
export interface MadeChange {
  /** The item that the reader saw when they changed it. */
  before: WorkItem;
  patch: WorkItemPatch;
  /** The item as stored by the server. */
  saved: WorkItem;
}

/** Optimistic changes of work items, with undo. */
export interface WorkActions {
  /**
   * Changes an item optimistically, with an undo for a while. If the server refuses the change, the
   * item is restored.
   */
  change: (item: WorkItem, patch: WorkItemPatch, message: string) => void;
  /** Shows a message about a change, and offers undo if that is safe. */
  offerUndo: (change: MadeChange, message: string) => void;
}
