import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { lazy, Suspense } from 'react';
import { ErrorBoundary } from '../states/ErrorBoundary';
import { callboardReactTranslationRef } from '../translation';
import type { ChartProps } from './ChartProps';

const ChartView = lazy(() =>
  import('./ChartView').then(module => ({ default: module.ChartView })),
);

/**
 * A chart. The chart library is loaded with the first chart on the page; a placeholder of the same
 * size stands in until then.
 *
 * @public
 */
export function Chart(props: ChartProps) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const failed = (
    <Box
      role="status"
      sx={{
        height: props.height,
        color: 'text.secondary',
        typography: 'body2',
      }}
    >
      {t('chart.failed')}
    </Box>
  );
  return (
    <ErrorBoundary resetKey={props.option} fallback={failed}>
      <Box role="img" aria-label={props.label} sx={{ minWidth: 0 }}>
        <Suspense
          fallback={<Skeleton variant="rounded" height={props.height} />}
        >
          <ChartView {...props} />
        </Suspense>
      </Box>
    </ErrorBoundary>
  );
}
