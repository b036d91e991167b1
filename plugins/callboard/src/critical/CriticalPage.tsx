import { isSuperAdmin, OnlyHere } from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { AdminTab } from '../admin/AdminTab';
import { EventList } from './events/EventList';
import { RuleList } from './rules/RuleList';

/** The page of critical events and their rules. */
export function CriticalPage() {
  return (
    <AdminTab>
      {access => (
        <OnlyHere>
          <Stack spacing={4}>
            <EventList />
            {isSuperAdmin(access) && <RuleList />}
          </Stack>
        </OnlyHere>
      )}
    </AdminTab>
  );
}
