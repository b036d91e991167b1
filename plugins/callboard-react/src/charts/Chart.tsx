import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { lazy, Suspense } from 'react';
import type { EChartsCoreOption } from 'echarts/core';
import { ErrorBoundary } from '../states/ErrorBoundary';
import { callboardReactTranslationRef } from '../translation';

/** The data of a chart. @public */
export interface ChartProps {
  /**
   * An ECharts option. Bars, lines, areas, pies, scatter plots, heat maps, calendars and trees are
   * available. Colours, fonts and grid lines come from the portal's theme. Memoise the object with
   * `useMemo`.
   */
  option: EChartsCoreOption;
  /** In pixels; the chart is as wide as its container. */
  height: number;
  /** The subject of the chart and its main finding, for screen readers. */
  label: string;
  /** Called with the index of the clicked bar, point or slice, and the id of its series. */
  onSelect?: (index: number, seriesId: string) => void;
  /** The index of the element that the keyboard has reached; the chart shows its tooltip. */
  highlighted?: number;
  /** While the subject is the same, only changes are animated. Without it, all is redrawn. */
  subject?: string;
}

const ChartView = lazy(() =>
  import('./ChartView').then(module => ({ default: module.ChartView })),
);

/**
 * A chart. The chart library is loaded with the first chart on the page; until then, a placeholder
 * of the same size is shown.
 *
 * @public
 */
export function Chart(props: ChartProps) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const errorMessage = (
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
    <ErrorBoundary resetKey={props.option} fallback={errorMessage}>
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
