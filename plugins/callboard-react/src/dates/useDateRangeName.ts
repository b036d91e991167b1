import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { callboardReactTranslationRef } from '../translation';
import { formatDateRange } from './formatDateRange';
import type { ChosenDateRange } from './dateRangePresets';
import { useToday } from './useToday';

/** The name of a range, or its dates if the person chose them. @public */
export function useDateRangeName(range: ChosenDateRange): string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const today = useToday();
  return range.preset === 'custom'
    ? formatDateRange(range, today)
    : t(`range.${range.preset}`);
}
