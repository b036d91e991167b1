import { useUrlState } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { myWorkLists, type MyWorkListName } from './toMyWorkQuery';

const parameters = [
  'item',
  'project',
  'comment',
  'group',
  'show',
  'list',
] as const;

/** Reads the filters of the user's own work from the address. */
export function useMyWorkUrl() {
  const [state, set] = useUrlState(parameters);
  const open = useCallback(
    (item: string | undefined, project?: string) =>
      set({
        item,
        comment: undefined,
        // Sub-items and parents of an item are in the same project.
        ...((!item || project) && { project }),
      }),
    [set],
  );
  return {
    item: state.item,
    project: state.project,
    isByState: state.group === 'state',
    isAll: state.show === 'all',
    list: myWorkLists.find(name => name === state.list) ?? 'assigned',
    open,
    setList: (list: MyWorkListName) =>
      set({ list: list === 'assigned' ? undefined : list }),
    setByState: (isByState: boolean) =>
      set({ group: isByState ? 'state' : undefined }),
    setAll: (isAll: boolean) => set({ show: isAll ? 'all' : undefined }),
  };
}
