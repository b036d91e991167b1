import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  WorkItem,
  WorkItemPatch,
} from '@callboard/plugin-callboard-common';
import { useCallback } from 'react';
import { isItemField } from '../drawer/isItemField';
import { callboardWorkTranslationRef } from '../translation';

/** Returns a function that describes a change of an item. */
export function useChangeLabels(): (
  item: Pick<WorkItem, 'identifier'>,
  patch: WorkItemPatch,
) => string {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  return useCallback(
    ({ identifier: item }, patch) => {
      if (patch.archived_at !== undefined) {
        return t(patch.archived_at ? 'change.archived' : 'change.unarchived', {
          item,
        });
      }
      const fields = new Set(
        Object.keys(patch).map(field => {
          const name = field.replace(/_id$/, '');
          return isItemField(name) ? t(`field.${name}`) : name;
        }),
      );
      return t('change.done', { item, field: [...fields].join(', ') });
    },
    [t],
  );
}
