import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { getProblems } from '@callboard/plugin-callboard-react';
import SyncProblemIcon from '@mui/icons-material/SyncProblem';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMomentLabels } from './useMomentLabels';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

/** The height of the mark, in pixels. */
export const STALE_HEIGHT = 24;

/** The width below which only the time fits, as next to a single number. */
const NARROW = '@container (max-width: 270px)';

/** Marks numbers as outdated because a refetch failed. */
export function StaleBadge(props: {
  computed_at: string;
  error: Error;
  onRetry: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const { computed_at, error, onRetry } = props;
  const time = useMomentLabels()(computed_at);
  const text = t('stale', { time });
  return (
    <Box
      role="status"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 0.5,
        height: STALE_HEIGHT,
        typography: 'caption',
        containerType: 'inline-size',
      }}
    >
      <SyncProblemIcon sx={{ fontSize: 16, color: 'warning.main' }} />
      <Box
        component="span"
        title={`${text}. ${getProblems(error).message}`}
        sx={{
          minWidth: 0,
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
          [NARROW]: { display: 'none' },
        }}
      >
        {text}
      </Box>
      <Box
        component="span"
        title={`${text}. ${getProblems(error).message}`}
        sx={{ display: 'none', [NARROW]: { display: 'inline' } }}
      >
        {time}
      </Box>
      <Button
        size="small"
        onClick={onRetry}
        sx={{ py: 0, minHeight: 0, minWidth: 0, flexShrink: 0 }}
      >
        {t('retry')}
      </Button>
    </Box>
  );
}
