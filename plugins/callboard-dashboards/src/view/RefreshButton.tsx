import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import { getQueryKey } from '@callboard/plugin-callboard-react';
import RefreshIcon from '@mui/icons-material/Refresh';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { refetchAccepting } from '../data/acceptedAge';
import { callboardDashboardsViewTranslationRef } from './viewTranslation';

const numbers = getQueryKey(endpoints.getWidgetData);

const turning = {
  '@keyframes callboard-turn': { to: { transform: 'rotate(360deg)' } },
  '@media (prefers-reduced-motion: no-preference)': {
    animation: 'callboard-turn 1s linear infinite',
  },
};

/** Recomputes all numbers on the page, bypassing caches. */
export function RefreshButton() {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const refresh = async () => {
    // Restarting a slow query on each click would keep it from ever finishing.
    if (!isBusy) {
      setBusy(true);
      await refetchAccepting(0, queries, numbers);
      setBusy(false);
    }
  };
  return (
    <Tooltip title={t('refresh')}>
      <IconButton
        size="small"
        aria-label={t('refresh')}
        aria-busy={isBusy}
        onClick={refresh}
      >
        <RefreshIcon fontSize="small" sx={isBusy ? turning : undefined} />
      </IconButton>
    </Tooltip>
  );
}
