import {
  LoadingState,
  type AdminBlock,
} from '@callboard/plugin-callboard-react';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { SystemStatus } from '../system/SystemStatus';
import { AdminBlockGrid } from './AdminBlockGrid';
import { AdminTab } from './AdminTab';
import { BlocksForOthers } from './BlocksForOthers';

/** The state of the system, and the way to everything an admin can do. */
export function AdminOverview(props: { blocks: AdminBlock[] }) {
  return (
    <AdminTab
      others={<BlocksForOthers blocks={props.blocks} />}
      loading={
        <LoadingState>
          <Skeleton variant="rounded" height={88} sx={{ mb: 3 }} />
          <AdminBlockGrid.Skeleton count={props.blocks.length} />
        </LoadingState>
      }
    >
      <Stack spacing={3}>
        <SystemStatus />
        <AdminBlockGrid blocks={props.blocks} />
      </Stack>
    </AdminTab>
  );
}
