import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatInstant } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useNumbersTime } from '../data/useNumbersTime';
import { useMomentLabels } from '../widgets/useMomentLabels';
import { callboardDashboardsViewTranslationRef } from './viewTranslation';

/** Shows when the numbers on the page were computed. */
export function NumbersTime() {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const at = useNumbersTime();
  const formatMoment = useMomentLabels();
  return at ? (
    <Box
      component="time"
      dateTime={at}
      title={formatInstant(at, 'full')}
      sx={{
        typography: 'body2',
        color: 'text.secondary',
        fontVariantNumeric: 'tabular-nums',
        whiteSpace: 'nowrap',
      }}
    >
      {t('numbersOf', { time: formatMoment(at) })}
    </Box>
  ) : null;
}
