import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { callboardReactTranslationRef } from '../translation';
import { formatCount } from './formatCount';

const hoursFormat = new Intl.NumberFormat(undefined, {
  maximumFractionDigits: 2,
});

/** Formats minutes in units for calculation: "150 min · 2.5 h". @public */
export function useExactDuration(): (minutes: number) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return useCallback(
    minutes =>
      t('duration.exact', {
        minutes: formatCount(minutes),
        hours: hoursFormat.format(minutes / 60),
      }),
    [t],
  );
}
