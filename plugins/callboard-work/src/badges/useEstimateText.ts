import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import { formatMinutes } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { callboardWorkTranslationRef } from '../translation';

/** Returns a function that formats an estimate: points, time, or both; empty without one. */
export function useEstimateText(): (
  item: Pick<WorkItem, 'estimate_points' | 'estimate_time'>,
) => string {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  return useCallback(
    ({ estimate_points: points, estimate_time: minutes }) =>
      [
        ...(points === null
          ? []
          : [
              t('points', {
                count: points,
                formatted: points.toLocaleString(),
              }),
            ]),
        ...(minutes === null ? [] : [formatMinutes(minutes)]),
      ].join(', '),
    [t],
  );
}
