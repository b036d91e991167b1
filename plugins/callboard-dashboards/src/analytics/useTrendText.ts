import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import type { NumberLabels } from '../trend/NumberLabels';
import { formatPercent } from '../trend/formatPercent';
import type { NumberTrend } from '../trend/computeTrend';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';

/** Returns a function that formats trends: "12% up from 34", "No change". */
export function useTrendText(): (
  trend: NumberTrend,
  words: NumberLabels,
  isExact?: boolean,
) => string {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  return useCallback(
    ({ direction, difference, share, before }, words, isExact) => {
      if (direction === 'same') {
        return t('trend.same');
      }
      const exactly = (words.difference ?? words.value)(difference);
      return t(`trend.${direction}`, {
        change:
          share === undefined || isExact || words.difference
            ? exactly
            : formatPercent(share),
        before: words.value(before),
      });
    },
    [t],
  );
}
