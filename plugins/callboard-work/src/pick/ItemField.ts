import type { WorkItem } from '@callboard/plugin-callboard-common';

/** The fields of an item that are set from a menu. */
export type ItemField =
  | 'state'
  | 'priority'
  | 'assignees'
  | 'labels'
  | 'estimate'
  | 'cycle'
  | 'module';

/** The values of these fields; of several items, those they have in common. */
export type ItemFieldValues = Pick<
  WorkItem,
  | 'assignees'
  | 'labels'
  | 'estimate_points'
  | 'estimate_time'
  | 'cycle_id'
  | 'module_id'
> & {
  state_id: string | null;
  priority: WorkItem['priority'] | null;
};
