import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WidgetData } from '@callboard/plugin-callboard-common';
import type { BarBehind } from '@callboard/plugin-callboard-common/charts';
import {
  ErrorBoundary,
  getProblems,
  getErrorStatus,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ShownWidget } from './ShownWidget';
import { STALE_HEIGHT, StaleBadge } from './StaleBadge';
import { TextContent, WidgetContent } from './WidgetContent';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

/** The contents of a widget once loaded, or the reason for failure. */
export function WidgetBody(props: {
  widget: ShownWidget;
  query: Pick<UseQueryResult<WidgetData, Error>, 'data' | 'error' | 'refetch'>;
  height: number;
  isTable?: boolean;
  onSelect?: (bar: Partial<BarBehind>) => void;
}) {
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
              widget={widget}
              data={query.data}
              height={query.error ? height - STALE_HEIGHT : height}
              isTable={props.isTable}
              onSelect={props.onSelect}
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
