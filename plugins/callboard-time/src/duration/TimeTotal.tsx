import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DurationText, formatMinutes } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { callboardTimeTranslationRef } from '../translation';

/** Logged time and expected time. */
export function TimeTotal(props: { minutes: number; expected: number }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { minutes, expected } = props;
  return (
    <Box sx={{ minWidth: { xs: 140, sm: 160 } }}>
      <Box sx={{ typography: 'body2', whiteSpace: 'nowrap' }}>
        <Box component="span" sx={{ display: { xs: 'none', sm: 'inline' } }}>
          {t('duration.total')}{' '}
        </Box>
        <Box component="span" sx={{ fontWeight: 600 }}>
          <DurationText minutes={minutes} />
        </Box>
        {expected > 0 && ` / ${formatMinutes(expected)}`}
      </Box>
      {expected > 0 && (
        <LinearProgress
          variant="determinate"
          aria-hidden
          value={Math.min(100, (minutes / expected) * 100)}
          sx={{ mt: 0.5, borderRadius: 1 }}
        />
      )}
    </Box>
  );
}
