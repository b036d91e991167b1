const names = [
  'title',
  'description',
  'state',
  'priority',
  'assignees',
  'labels',
  'estimate_points',
  'estimate_time',
  'cycle',
  'module',
  'start_date',
  'target_date',
  'parent',
] as const;

/** Whether a field has a label. */
export function isItemField(name: string): name is (typeof names)[number] {
  return names.some(known => known === name);
}
