import type { WorkItem } from '@callboard/plugin-callboard-common';

/** The fields of an item with a menu. */
export type ItemField =
  | 'state'
  | 'priority'
  | 'assignees'
  | 'labels'
  | 'estimate'
  | 'cycle'
  | 'module';

/** The keys that set a field of the focused row or card. */
export const fieldKeys: Readonly<Record<string, ItemField>> = {
  s: 'state',
  a: 'assignees',
  p: 'priority',
  l: 'labels',
  e: 'estimate',
};

/** The values of these fields; of several items, their common values. */
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
