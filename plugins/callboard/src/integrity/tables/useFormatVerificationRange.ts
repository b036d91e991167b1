import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { VerificationJob } from '@callboard/plugin-callboard-common';
import { formatCount } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { callboardIntegrityTranslationRef } from '../translation';

/** Formats the range of a verification. */
export function useFormatVerificationRange(): (
  verification: VerificationJob,
) => string {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  return useCallback(
    ({ from, to }) => {
      const range = {
        from: from === null ? '' : formatCount(from),
        to: to === null ? '' : formatCount(to),
      };
      if (from !== null && to !== null) {
        return t('checks.fromTo', range);
      }
      if (from !== null) {
        return t('checks.from', range);
      }
      return to === null ? t('checks.all') : t('checks.to', range);
    },
    [t],
  );
}
