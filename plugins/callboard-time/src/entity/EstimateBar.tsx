import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatMinutes } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { callboardTimeEntityTranslationRef } from './entityTimeTranslation';

export function EstimateBar(props: {
  estimate_minutes: number;
  logged_minutes: number;
}) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { estimate_minutes: estimate, logged_minutes: logged } = props;
  const over = Math.max(0, logged - estimate);
  const remaining = Math.max(0, estimate - logged);
  const total = Math.max(estimate, logged, 1);
  const getProgressLabel = () => {
    if (over > 0) {
      return t('bar.over', { over: formatMinutes(over) });
    }
    return remaining > 0
      ? t('bar.left', { left: formatMinutes(remaining) })
      : t('bar.done');
  };
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, width: '100%' }}>
      <Box
        role="img"
        aria-label={t('bar.name', {
          logged: formatMinutes(logged),
          estimate: formatMinutes(estimate),
        })}
        sx={{
          display: 'flex',
          flex: 1,
          minWidth: 48,
          height: 8,
          borderRadius: 1,
          overflow: 'hidden',
          bgcolor: 'action.hover',
        }}
      >
        <Box
          sx={{
            width: `${(100 * Math.min(logged, estimate)) / total}%`,
            bgcolor: 'primary.main',
          }}
        />
        <Box
          sx={{ width: `${(100 * over) / total}%`, bgcolor: 'error.main' }}
        />
      </Box>
      <Box
        component="span"
        sx={{
          typography: 'caption',
          whiteSpace: 'nowrap',
          color: over > 0 ? 'error.main' : 'text.secondary',
        }}
      >
        {getProgressLabel()}
      </Box>
    </Box>
  );
}
