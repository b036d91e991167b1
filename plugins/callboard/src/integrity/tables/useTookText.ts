import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { VerificationJob } from '@callboard/plugin-callboard-common';
import { Duration } from 'luxon';
import { useCallback } from 'react';
import { callboardIntegrityTranslationRef } from '../translation';

/** Formats the duration of a verification. */
export function useTookText(): (check: VerificationJob) => string {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  return useCallback(
    ({ started_at, finished_at }) => {
      if (finished_at === null) {
        return '–';
      }
      const took = Date.parse(finished_at) - Date.parse(started_at);
      const seconds = Math.round(took / 1_000);
      return seconds < 1
        ? t('checks.underASecond')
        : Duration.fromObject({ seconds })
            .rescale()
            .toHuman({ unitDisplay: 'narrow', listStyle: 'narrow' });
    },
    [t],
  );
}
