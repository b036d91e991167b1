import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import { useToast } from '@callboard/plugin-callboard-react';
import { matchesQuery } from '../filters/matchesQuery';
import type { WorkFilterState } from '../filters/useWorkFilters';
import { OPEN_GROUPS } from '../filters/buildWorkQuery';
import { callboardWorkTranslationRef } from '../translation';

/**
 * Shows a message about a new item with a link to it, and mentions if the filters hide it.
 *
 * @param arriveAt - focuses its row
 */
export function useShowCreated(
  filters: WorkFilterState,
  open: (id: string) => void,
  arriveAt: (id: string) => void,
): (item: WorkItem, isLast: boolean) => void {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const notify = useToast();
  return (item, isLast) => {
    const isHidden = !matchesQuery(item, filters.query);
    const isOpen = OPEN_GROUPS.some(group => group === item.state_group);
    notify({
      status: 'success',
      title: t('change.created', { item: `${item.identifier} ${item.title}` }),
      description: isHidden ? t('change.createdHidden') : undefined,
      actions: [
        ...(isHidden
          ? [
              {
                label: t('change.showCreated'),
                onClick: () => {
                  filters.clear({ isOpenOnly: isOpen });
                  arriveAt(item.id);
                },
              },
            ]
          : []),
        { label: t('change.openCreated'), onClick: () => open(item.id) },
      ],
    });
    if (isLast && !isHidden) {
      arriveAt(item.id);
    }
  };
}
