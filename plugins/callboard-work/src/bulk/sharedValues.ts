import type { WorkItem } from '@callboard/plugin-callboard-common';
import type { ItemFieldValues } from '../pickers/ItemField';

const sameText = (a: unknown, b: unknown) =>
  JSON.stringify(a) === JSON.stringify(b);

/** Returns the values that several items share; null where they differ. */
export function sharedValues(items: readonly WorkItem[]): ItemFieldValues {
  const [first] = items;
  const shared = <Field extends keyof WorkItem>(
    field: Field,
  ): WorkItem[Field] | null =>
    items.every(item => sameText(item[field], first[field]))
      ? first[field]
      : null;
  return {
    state_id: shared('state_id'),
    priority: shared('priority'),
    assignees: shared('assignees') ?? [],
    labels: shared('labels') ?? [],
    estimate_points: shared('estimate_points'),
    estimate_time: shared('estimate_time'),
    cycle_id: shared('cycle_id'),
    module_id: shared('module_id'),
  };
}
