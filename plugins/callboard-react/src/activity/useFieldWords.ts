import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { humanize } from '../things/humanize';
import { callboardReactTranslationRef } from '../translation';
import { holdsId } from './holdsId';

/**
 * Puts the name of a field into words: "assignees" for `assignees`, "author" for
 * `author_ref`. Uses the same words as the forms.
 *
 * @public
 */
export function useFieldWords(): (field: string) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return useCallback(
    field =>
      field === 'target_date'
        ? t('activity.field.target_date')
        : humanize(
            holdsId(field)
              ? field.replace(/_id$/, '')
              : field.replace(/_ref$/, ''),
          ),
    [t],
  );
}
