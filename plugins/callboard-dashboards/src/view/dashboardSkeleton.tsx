import { LoadingState } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { getContentHeight, GAP } from './grid';

/** The placeholder of a dashboard: a row of numbers, and charts below. */
export const dashboardSkeleton = (
  <LoadingState>
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', md: 'repeat(12, 1fr)' },
        gap: `${GAP}px`,
        mt: 8,
      }}
    >
      {[3, 3, 3, 3].map((width, at) => (
        <Skeleton
          key={`number ${at}`}
          variant="rounded"
          height={getContentHeight(3)}
          sx={{ gridColumn: { md: `span ${width}` } }}
        />
      ))}
      {[6, 6].map((width, at) => (
        <Skeleton
          key={`chart ${at}`}
          variant="rounded"
          height={getContentHeight(6)}
          sx={{ gridColumn: { md: `span ${width}` } }}
        />
      ))}
    </Box>
  </LoadingState>
);
