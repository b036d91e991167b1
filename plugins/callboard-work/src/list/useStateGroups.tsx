import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  WorkItem,
  WorkItemCounts,
  WorkState,
} from '@callboard/plugin-callboard-common';
import {
  formatCount,
  StateBadge,
  type DataTableGroup,
} from '@callboard/plugin-callboard-react';
import { useCallback, useMemo } from 'react';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkTranslationRef } from '../translation';

/** The states that group the items, with their counts. */
export function useStateGroups(counts: WorkItemCounts | undefined): {
  /** In the order of the workflow. */
  groups: DataTableGroup[];
  getGroup: (item: WorkItem) => DataTableGroup;
} {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { states } = useWorkProject();
  const byId = useMemo(() => {
    const known = new Map(
      counts?.by_state.map(part => [part.state_id, part.count]),
    );
    const groupFor = (state: WorkState): DataTableGroup => {
      // The server's count, because not all items may be loaded.
      const count = known.get(state.id) ?? 0;
      return {
        key: state.id,
        label: state.name,
        content: <StateBadge state={state} />,
        note: counts
          ? t('results.count', { count, formatted: formatCount(count) })
          : undefined,
      };
    };
    return new Map(states.map(state => [state.id, groupFor(state)]));
  }, [t, states, counts]);
  const getGroup = useCallback(
    ({ state_id: id }: WorkItem) => byId.get(id) ?? { key: id, label: '' },
    [byId],
  );
  const groups = useMemo(() => [...byId.values()], [byId]);
  return { groups, getGroup };
}
