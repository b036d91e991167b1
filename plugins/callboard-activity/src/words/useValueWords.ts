import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { instant, type JsonValue } from '@callboard/plugin-callboard-common';
import { formatInstant } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { callboardActivityTranslationRef } from '../translation';

/** What the log holds in place of a value that is nobody's business. */
const HIDDEN = '[hidden]';

/** Puts a recorded value into words. */
export function useValueWords(): (value: JsonValue) => string {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  return useCallback(
    value => {
      if (value === null || value === '') {
        return t('value.empty');
      }
      if (value === HIDDEN) {
        return t('value.hidden');
      }
      if (typeof value === 'boolean') {
        return value ? t('value.yes') : t('value.no');
      }
      if (typeof value === 'string' && instant.safeParse(value).success) {
        return formatInstant(value, 'short');
      }
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
    },
    [t],
  );
}
