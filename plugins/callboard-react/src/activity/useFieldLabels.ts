import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { getFieldLabel } from '@callboard/plugin-callboard-common';
import { useCallback } from 'react';
import { callboardReactTranslationRef } from '../translation';

/**
 * Returns a function that formats the name of a field: "assignees" for `assignees`, "author" for
 * `author_ref`. It uses the labels of the forms.
 *
 * @public
 */
export function useFieldLabels(): (field: string) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return useCallback(
    field =>
      field === 'target_date'
        ? t('activity.field.target_date')
        : getFieldLabel(field),
    [t],
  );
}
