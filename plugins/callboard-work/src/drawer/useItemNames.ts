import type { NameOfValue } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { useWorkProject } from '../data/useWorkProject';

/** Returns a function that names the values of an item's fields; keeps its identity between renders. */
export function useItemNames(): NameOfValue {
  const { states, labels, cycles, modules, people } = useWorkProject();
  return useCallback<NameOfValue>(
    (field, value) => {
      const findName = (
        resources: readonly { id: string; name: string }[],
        fieldValue: unknown,
      ) => resources.find(({ id }) => id === fieldValue)?.name;
      const joinNames = (nameOne: (one: unknown) => string | undefined) =>
        Array.isArray(value) && value.length > 0
          ? value.map(one => nameOne(one) ?? JSON.stringify(one)).join(', ')
          : undefined;
      switch (field) {
        case 'state_id':
          return findName(states, value);
        case 'cycle_id':
          return findName(cycles, value);
        case 'module_id':
          return findName(modules, value);
        case 'labels':
          return joinNames(one => findName(labels, one));
        case 'assignees':
          return joinNames(
            one => people.find(({ user_ref }) => user_ref === one)?.name,
          );
        default:
          return undefined;
      }
    },
    [states, labels, cycles, modules, people],
  );
}
