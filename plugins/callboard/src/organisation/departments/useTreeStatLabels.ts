import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import type { TreeStats } from './model/computeTreeStats';
import { callboardDepartmentsTranslationRef } from './translation';

/** Formats the statistics of departments and omits trivial ones. */
export function useTreeStatLabels(): (facts: TreeStats) => string[] {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  return useCallback(
    facts => {
      const number = (count: number) => ({
        count,
        formatted: formatCount(count),
      });
      return [
        t('count.departments', number(facts.departments)),
        t('count.people', number(facts.people)),
        facts.withoutManager > 0 &&
          t('count.withoutManager', number(facts.withoutManager)),
        facts.inactive > 0 && t('count.inactive', number(facts.inactive)),
      ].filter(fact => fact !== false);
    },
    [t],
  );
}
