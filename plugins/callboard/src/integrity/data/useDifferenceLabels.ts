import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FirstBad } from '@callboard/plugin-callboard-common';
import { useCallback } from 'react';
import { callboardIntegrityTranslationRef } from '../translation';

/** Formats the first difference of a verification as a sentence. */
export function useDifferenceLabels(): (bad: FirstBad) => string {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  return useCallback(
    ({ id, kind, segment }) => {
      if (segment === null) {
        return t('bad.unknownHead');
      }
      return id === null ? t(`bad.${kind}Seal`) : t(`bad.${kind}`);
    },
    [t],
  );
}
