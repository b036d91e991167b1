import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { fieldLabel } from '@callboard/plugin-callboard-common';
import { useCallback } from 'react';
import { callboardReactTranslationRef } from '../translation';

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
        : fieldLabel(field),
    [t],
  );
}
