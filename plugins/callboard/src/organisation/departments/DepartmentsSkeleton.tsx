import { LoadingState } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { splitLayout } from './splitLayout';

/** The indents of the lines of the skeleton's tree. */
const INDENTS = [0, 1, 1, 2, 2, 1, 0, 1, 1, 2];

/** The skeleton of the page: toolbar, tree, and the selected department. */
export function DepartmentsSkeleton() {
  return (
    <LoadingState>
      <Stack spacing={2}>
        <Skeleton variant="rounded" height={40} />
        <Box sx={splitLayout}>
          <Stack spacing={1}>
            {INDENTS.map((indent, line) => (
              <Skeleton
                key={line}
                variant="rounded"
                height={24}
                sx={{ ml: 2 * indent }}
              />
            ))}
          </Stack>
          <Stack spacing={1} sx={{ display: { xs: 'none', md: 'flex' } }}>
            <Skeleton variant="rounded" width="50%" height={32} />
            <Skeleton variant="rounded" height={80} />
            <Skeleton variant="rounded" height={240} />
          </Stack>
        </Box>
      </Stack>
    </LoadingState>
  );
}
