import { LoadingState } from '@callboard/plugin-callboard-react';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';

/** The skeleton of a profile. */
export function ProfileSkeleton() {
  return (
    <LoadingState>
      <Stack direction="row" spacing={2} sx={{ mb: 4 }}>
        <Skeleton variant="circular" width={64} height={64} />
        <Stack spacing={0.5} sx={{ flex: 1, maxWidth: 320 }}>
          <Skeleton height={32} />
          <Skeleton width="60%" />
          <Skeleton width="80%" />
        </Stack>
      </Stack>
      <Skeleton variant="rounded" height={200} sx={{ maxWidth: 600 }} />
    </LoadingState>
  );
}
