import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WidgetData } from '@callboard/plugin-callboard-common';
import type { BarBehind } from '@callboard/plugin-callboard-common/charts';
import { ErrorBoundary, problemsOf } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ShownWidget } from './ShownWidget';
import { TextContent, WidgetContent } from './WidgetContent';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

/** The contents of a widget as soon as they are there, or why they are not. */
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
  if (query.data) {
    return (
      <ErrorBoundary resetKey={query.data}>
        <WidgetContent
          widget={widget}
          data={query.data}
          height={height}
          isTable={props.isTable}
          onSelect={props.onSelect}
        />
      </ErrorBoundary>
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
          {problemsOf(query.error).message}
        </Box>
        <Button size="small" sx={{ ml: -0.5 }} onClick={() => query.refetch()}>
          {t('retry')}
        </Button>
      </Box>
    );
  }
  return <Skeleton variant="rounded" height={Math.max(24, height)} />;
}
