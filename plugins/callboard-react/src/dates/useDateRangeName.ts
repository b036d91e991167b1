import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { callboardReactTranslationRef } from '../translation';
import { formatDateRange } from './formatDateRange';
import type { ChosenDateRange } from './dateRangePresets';
import { useToday } from './useToday';

/**
 * What a range is called: by its name, or by its dates where the person gave
 * them.
 *
 * @public
 */
export function useDateRangeName(range: ChosenDateRange): string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const today = useToday();
  return range.preset === 'custom'
    ? formatDateRange(range, today)
    : t(`range.${range.preset}`);
}
