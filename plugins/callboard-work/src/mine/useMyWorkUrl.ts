import { useUrlState } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';

const parameters = ['item', 'project', 'group', 'show'] as const;

/** What of one's own work is shown, as the address says. */
export function useMyWorkUrl() {
  const [state, set] = useUrlState(parameters);
  const open = useCallback(
    (item: string | undefined, project?: string) =>
      // What is part of an item, or above it, is in the same project.
      set(item && !project ? { item } : { item, project }),
    [set],
  );
  return {
    item: state.item,
    project: state.project,
    isByState: state.group === 'state',
    isAll: state.show === 'all',
    open,
    setByState: (isByState: boolean) =>
      set({ group: isByState ? 'state' : undefined }),
    setAll: (isAll: boolean) => set({ show: isAll ? 'all' : undefined }),
  };
}
