import type {
  WorkItem,
  WorkItemPatch,
} from '@callboard/plugin-callboard-common';

/** What can be done to work items at once, and taken back. */
export interface WorkActs {
  /**
   * Changes an item: it shows at once, can be taken back for a while, and is
   * as it was where the server refuses.
   */
  change: (item: WorkItem, patch: WorkItemPatch, message: string) => void;
  /**
   * Says that an item was changed, and offers to take it back.
   *
   * @param saved - the item as the server has it now
   * @param inverse - the change that makes it again what it was
   */
  offerUndo: (saved: WorkItem, inverse: WorkItemPatch, message: string) => void;
}
