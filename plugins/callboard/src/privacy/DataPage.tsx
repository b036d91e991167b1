import { isSuperAdmin, OnlyHere } from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { AdminTab } from '../admin/AdminTab';
import { Erasures } from './erasures/Erasures';
import { Retention } from './retention/Retention';

/** For how long the log is kept, and who was erased. */
export function DataPage() {
  return (
    <AdminTab isOpen={isSuperAdmin}>
      <OnlyHere>
        <Stack spacing={5}>
          <Retention />
          <Erasures />
        </Stack>
      </OnlyHere>
    </AdminTab>
  );
}
