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
      const nameIn = (
        things: readonly { id: string; name: string }[],
        wanted: unknown,
      ) => things.find(({ id }) => id === wanted)?.name;
      const nameAll = (nameOne: (one: unknown) => string | undefined) =>
        Array.isArray(value) && value.length > 0
          ? value.map(one => nameOne(one) ?? JSON.stringify(one)).join(', ')
          : undefined;
      switch (field) {
        case 'state_id':
          return nameIn(states, value);
        case 'cycle_id':
          return nameIn(cycles, value);
        case 'module_id':
          return nameIn(modules, value);
        case 'labels':
          return nameAll(one => nameIn(labels, one));
        case 'assignees':
          return nameAll(
            one => people.find(({ user_ref }) => user_ref === one)?.name,
          );
        default:
          return undefined;
      }
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
