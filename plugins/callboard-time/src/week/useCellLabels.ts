import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useExactDuration } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { callboardTimeTranslationRef } from '../translation';
import type { CellLabels } from './CellLabels';

/** The translated labels of cells. */
export function useCellLabels(): CellLabels {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const exact = useExactDuration();
  return useMemo(
    () => ({
      exact,
      entries: count => t('grid.entries', { count }),
      invalidHint: t('grid.invalidHint'),
      unseen: t('grid.unseen'),
    }),
    [t, exact],
  );
}
