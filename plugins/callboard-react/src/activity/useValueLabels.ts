import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { instant, type JsonValue } from '@callboard/plugin-callboard-common';
import { useCallback } from 'react';
import { formatInstant } from '../dates/formatInstant';
import { callboardReactTranslationRef } from '../translation';

/** The log's placeholder for a sensitive value. */
const HIDDEN = '[hidden]';

/** Returns a function that formats a recorded value. @public */
export function useValueLabels(): (value: JsonValue) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return useCallback(
    value => {
      if (value === null || value === '') {
        return t('activity.value.empty');
      }
      if (value === HIDDEN) {
        return t('activity.value.hidden');
      }
      if (typeof value === 'boolean') {
        return value ? t('activity.value.yes') : t('activity.value.no');
      }
      if (typeof value === 'string' && instant.safeParse(value).success) {
        return formatInstant(value, 'short');
      }
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
    },
    [t],
  );
}
