import type { WorkItem } from '@callboard/plugin-callboard-common';
import type { ItemFieldValues } from '../pickers/ItemField';

const hasSameJson = (a: unknown, b: unknown) =>
  JSON.stringify(a) === JSON.stringify(b);

/** Returns the values that several items share; null where they differ. */
export function getSharedValues(items: readonly WorkItem[]): ItemFieldValues {
  const [first] = items;
  const getSharedValue = <Field extends keyof WorkItem>(
    field: Field,
  ): WorkItem[Field] | null =>
    items.every(item => hasSameJson(item[field], first[field]))
      ? first[field]
      : null;
  return {
    state_id: getSharedValue('state_id'),
    priority: getSharedValue('priority'),
    assignees: getSharedValue('assignees') ?? [],
    labels: getSharedValue('labels') ?? [],
    estimate_points: getSharedValue('estimate_points'),
    estimate_time: getSharedValue('estimate_time'),
    cycle_id: getSharedValue('cycle_id'),
    module_id: getSharedValue('module_id'),
  };
}
