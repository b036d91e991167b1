import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import { formatMinutes } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { callboardWorkTranslationRef } from '../translation';

/** An estimate in words: points, time, or both; nothing where there is none. */
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
