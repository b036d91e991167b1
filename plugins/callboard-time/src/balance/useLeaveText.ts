import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { LeaveBalance } from '@callboard/plugin-callboard-common';
import { useCallback } from 'react';
import { useTimeOffKindName } from '../admin/TimeOffList';
import { callboardTimeBalanceTranslationRef } from './balanceTranslation';
import { formatDays } from './formatBalance';

/** Describes the remaining leave of a kind; without an entitlement, the leave taken. */
export function useLeaveText(): (leave: LeaveBalance) => string {
  const { t } = useTranslationRef(callboardTimeBalanceTranslationRef);
  const getKindName = useTimeOffKindName();
  return useCallback(
    ({ kind, entitled_days, taken_days, remaining_days }) =>
      entitled_days === null || remaining_days === null
        ? t('takenOf', {
            kind: getKindName(kind),
            taken: t('days', { count: taken_days }),
          })
        : t('left', {
            kind: getKindName(kind),
            remaining: formatDays(remaining_days),
            entitled: t('days', { count: entitled_days }),
          }),
    [t, getKindName],
  );
}
