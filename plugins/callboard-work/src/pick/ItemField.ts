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

/** The keys that set a field of the row or card in focus. */
export const fieldKeys: Readonly<Record<string, ItemField>> = {
  s: 'state',
  a: 'assignees',
  p: 'priority',
  l: 'labels',
  e: 'estimate',
};

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
