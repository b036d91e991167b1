import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { lazy, Suspense } from 'react';
import type { ChartProps } from './ChartProps';

const ChartView = lazy(() =>
  import('./ChartView').then(module => ({ default: module.ChartView })),
);

/**
 * A chart. The library that draws it is loaded with the first one on the page;
 * until then its place is kept.
 *
 * @public
 */
export function Chart(props: ChartProps) {
  return (
    <Box role="img" aria-label={props.label} sx={{ minWidth: 0 }}>
      <Suspense fallback={<Skeleton variant="rounded" height={props.height} />}>
        <ChartView {...props} />
      </Suspense>
    </Box>
  );
}
