/** Fields that a bulk action can set, most used first. */
export const bulkFields = [
  'state',
  'assignees',
  'priority',
  'labels',
  'estimate',
  'cycle',
  'module',
  'start_date',
  'target_date',
  'parent',
] as const;

/** @see bulkFields */
export type BulkField = (typeof bulkFields)[number];
