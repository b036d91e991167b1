import {
  LoadingState,
  canAdminister,
  ExactPath,
  type AdminBlock,
} from '@callboard/plugin-callboard-react';
import type { MyAccess } from '@callboard/plugin-callboard-common';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { SystemStatus } from '../system/SystemStatus';
import { AdminBlockGrid } from './AdminBlockGrid';
import { AdminTab } from './AdminTab';

function openBlocks(
  blocks: readonly AdminBlock[],
  access: MyAccess,
): AdminBlock[] {
  return blocks.filter(({ isOpen }) => (isOpen ?? canAdminister)(access));
}

/** The system status, and links to the pages that the viewer has access to. */
export function AdminOverview(props: { blocks: AdminBlock[] }) {
  const { blocks } = props;
  return (
    <AdminTab
      isOpen={access => openBlocks(blocks, access).length > 0}
      loading={
        <LoadingState>
          <Skeleton variant="rounded" height={88} sx={{ mb: 3 }} />
          <AdminBlockGrid.Skeleton count={blocks.length} />
        </LoadingState>
      }
    >
      {access => (
        <ExactPath>
          <Stack spacing={3}>
            {access.may_administrate && <SystemStatus />}
            <AdminBlockGrid blocks={openBlocks(blocks, access)} />
          </Stack>
        </ExactPath>
      )}
    </AdminTab>
  );
}
