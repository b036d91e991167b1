import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  WorkItem,
  WorkItemCounts,
} from '@callboard/plugin-callboard-common';
import {
  formatCount,
  type DataTableGroup,
} from '@callboard/plugin-callboard-react';
import { useCallback, useMemo } from 'react';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkTranslationRef } from '../translation';

/** The state a row stands under, with how many items are in it. */
export function useStateGroups(
  counts: WorkItemCounts | undefined,
): (item: WorkItem) => DataTableGroup {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { states } = useWorkProject();
  const countOf = useMemo(
    () => new Map(counts?.by_state.map(part => [part.state_id, part.count])),
    [counts],
  );
  return useCallback(
    ({ state_id: id }) => {
      const count = countOf.get(id);
      return {
        key: id,
        label: states.find(state => state.id === id)?.name ?? '',
        note:
          count === undefined
            ? undefined
            : t('results.count', { count, formatted: formatCount(count) }),
      };
    },
    [t, states, countOf],
  );
}
