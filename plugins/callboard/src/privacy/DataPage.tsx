import { isSuperAdmin, ExactPath } from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { AdminTab } from '../admin/AdminTab';
import { Erasures } from './erasures/Erasures';
import { Retention } from './retention/Retention';

/** The retention of the log, and the erasures. */
export function DataPage() {
  return (
    <AdminTab isOpen={isSuperAdmin}>
      <ExactPath>
        <Stack spacing={5}>
          <Retention />
          <Erasures />
        </Stack>
      </ExactPath>
    </AdminTab>
  );
}
