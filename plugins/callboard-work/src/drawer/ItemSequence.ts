import type { WorkItem } from '@callboard/plugin-callboard-common';

/** The items that an open one stands among, in order. */
export interface ItemSequence {
  items: readonly Pick<WorkItem, 'id' | 'project_id'>[];
  /** Loads those after the last, where there are more. */
  loadMore?: () => void;
}
