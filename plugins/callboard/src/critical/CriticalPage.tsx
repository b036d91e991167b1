import { isSuperAdmin, ExactPath } from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { AdminTab } from '../admin/AdminTab';
import { EventList } from './events/EventList';
import { RuleList } from './rules/RuleList';

/** The page of critical events and their rules. */
export function CriticalPage() {
  return (
    <AdminTab>
      {access => (
        <ExactPath>
          <Stack spacing={4}>
            <EventList />
            {isSuperAdmin(access) && <RuleList />}
          </Stack>
        </ExactPath>
      )}
    </AdminTab>
  );
}
