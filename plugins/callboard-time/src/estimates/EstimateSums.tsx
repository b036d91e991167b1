import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EstimateTotals } from '@callboard/plugin-callboard-common';
import { formatMinutes } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { callboardTimeEntityTranslationRef } from '../entity/entityTimeTranslation';

/** The totals of all estimates as text. */
export function EstimateSums({ totals }: { totals: EstimateTotals }) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { over_minutes: over, unestimated_minutes: unestimated } = totals;
  return (
    <Box sx={{ typography: 'body2' }}>
      {t('estimates.totals', {
        logged: formatMinutes(totals.logged_minutes),
        estimate: formatMinutes(totals.estimate_minutes),
        remaining: formatMinutes(totals.remaining_minutes),
      })}{' '}
      {over > 0 && (
        <Box component="span" sx={{ color: 'error.main' }}>
          {t('estimates.over', { over: formatMinutes(over) })}
        </Box>
      )}{' '}
      {unestimated > 0 &&
        t('estimates.unestimated', { minutes: formatMinutes(unestimated) })}
    </Box>
  );
}
