import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WidgetData } from '@callboard/plugin-callboard-common';
import {
  oneLine,
  ErrorBoundary,
  getProblems,
  getErrorStatus,
  getBrowserZone,
  formatInstant,
  useToday,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import type { UseQueryResult } from '@tanstack/react-query';
import SyncProblemIcon from '@mui/icons-material/SyncProblem';
import { DateTime } from 'luxon';
import { type ComponentProps } from 'react';
import { TextContent, WidgetContent } from './WidgetContent';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

/** Formats the time at which data was computed, with the date unless it is today. */
export function useFormatDataTime(): (instant: string) => string {
  const today = useToday();
  return instant => {
    const at = DateTime.fromISO(instant, { zone: getBrowserZone() });
    return formatInstant(instant, at.toISODate() === today ? 'time' : 'short');
  };
}

/** The height of the badge for outdated data, in pixels. */
const STALE_BADGE_HEIGHT = 24;

/** The width below which only the time fits into the badge, for example in a number widget. */
const NARROW = '@container (max-width: 270px)';

/** Shows that the data is outdated because a refetch failed. */
function StaleBadge(props: {
  computed_at: string;
  error: Error;
  onRetry: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const { computed_at, error, onRetry } = props;
  const time = useFormatDataTime()(computed_at);
  const text = t('stale', { time });
  return (
    <Box
      role="status"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 0.5,
        height: STALE_BADGE_HEIGHT,
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
          ...oneLine,
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

export function WidgetBody(
  props: Omit<ComponentProps<typeof WidgetContent>, 'data'> & {
    query: Pick<UseQueryResult<WidgetData>, 'data' | 'error' | 'refetch'>;
  },
) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const { widget, query, height } = props;
  if (widget.widget_type === 'text') {
    return <TextContent text={widget.config.text} />;
  }
  if (query.error && getErrorStatus(query.error) === 404) {
    return (
      <Box role="status" sx={{ typography: 'body2', color: 'text.secondary' }}>
        {t('removed')}
      </Box>
    );
  }
  if (query.data) {
    return (
      <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
        {query.error && (
          <StaleBadge
            computed_at={query.data.computed_at}
            error={query.error}
            onRetry={query.refetch}
          />
        )}
        <Box sx={{ flex: 1, minHeight: 0 }}>
          <ErrorBoundary resetKey={query.data}>
            <WidgetContent
              {...props}
              data={query.data}
              height={query.error ? height - STALE_BADGE_HEIGHT : height}
            />
          </ErrorBoundary>
        </Box>
      </Box>
    );
  }
  if (query.error) {
    return (
      <Box
        role="alert"
        sx={{ typography: 'body2', height: '100%', overflow: 'auto' }}
      >
        <div>{t('failed')}</div>
        <Box sx={{ color: 'text.secondary' }}>
          {getProblems(query.error).message}
        </Box>
        <Button size="small" sx={{ ml: -0.5 }} onClick={() => query.refetch()}>
          {t('retry')}
        </Button>
      </Box>
    );
  }
  return <Skeleton variant="rounded" height={Math.max(24, height)} />;
}
