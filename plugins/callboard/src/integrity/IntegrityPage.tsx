import { isSuperAdmin, OnlyHere } from '@callboard/plugin-callboard-react';
import { AdminTab } from '../admin/AdminTab';
import { Integrity } from './Integrity';

/** Whether the log is as it was written, since when, and what proves it. */
export function IntegrityPage() {
  return (
    <AdminTab isOpen={isSuperAdmin}>
      <OnlyHere>
        <Integrity />
      </OnlyHere>
    </AdminTab>
  );
}
