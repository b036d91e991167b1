import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DayRange } from '@callboard/plugin-callboard-common';
import { formatDateRange } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';

/** The counted days, and those they are compared with. */
export function ComparedDays(props: {
  range: DayRange | null;
  before: DayRange | null;
  today: string;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { range, before, today } = props;
  if (!range) {
    return null;
  }
  const days = formatDateRange(range, today);
  return (
    <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
      {before
        ? t('compared', { days, before: formatDateRange(before, today) })
        : t('notCompared', { days })}
    </Box>
  );
}
