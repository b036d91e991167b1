import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { CHART_HEIGHT } from './ChartAndTable';

/** The placeholder of a chart with a table below. */
export function ChartAndTableSkeleton() {
  return (
    <>
      <Skeleton variant="rounded" height={CHART_HEIGHT + 66} />
      <Stack spacing={1}>
        {Array.from({ length: 6 }, (_, row) => (
          <Skeleton key={row} variant="rounded" height={32} />
        ))}
      </Stack>
    </>
  );
}
