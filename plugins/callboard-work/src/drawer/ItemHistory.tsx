import type { WorkItem } from '@callboard/plugin-callboard-common';
import {
  EntityHistory,
  type NameOfValue,
} from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { useWorkProject } from '../data/useWorkProject';

/** They say nothing to people, or what others say, too. */
const quiet = ['id', 'project_id', 'identifier', 'sort_order', 'source'];

/** What became of an item, with the names of what it was set to. */
export function ItemHistory(props: { item: WorkItem }) {
  const scope = useWorkProject();
  const { states, labels, cycles, modules, people } = scope;
  const nameOf = useCallback<NameOfValue>(
    (field, value) => {
      const named = { state_id: states, cycle_id: cycles, module_id: modules };
      if (field in named) {
        return named[field as keyof typeof named].find(({ id }) => id === value)
          ?.name;
      }
      const lists: Partial<
        Record<string, (one: unknown) => string | undefined>
      > = {
        labels: one => labels.find(({ id }) => id === one)?.name,
        assignees: one => people.find(({ user_ref }) => user_ref === one)?.name,
      };
      const nameOne = lists[field];
      return nameOne && Array.isArray(value) && value.length > 0
        ? value.map(one => nameOne(one) ?? String(one)).join(', ')
        : undefined;
    },
    [states, labels, cycles, modules, people],
  );
  return (
    <EntityHistory
      workspace={scope.workspace.slug}
      entityType="work_item"
      entityId={props.item.id}
      nameOf={nameOf}
      leaveOut={quiet}
    />
  );
}
