import type { WorkItem } from '@callboard/plugin-callboard-common';

/** The list of items around the open one, in order. */
export interface ItemSequence {
  items: readonly Pick<WorkItem, 'id' | 'project_id'>[];
  /** Loads the next page, if any. */
  loadMore?: () => void;
}
