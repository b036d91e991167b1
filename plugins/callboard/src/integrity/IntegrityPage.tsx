import { isSuperAdmin, OnlyHere } from '@callboard/plugin-callboard-react';
import { AdminTab } from '../admin/AdminTab';
import { Integrity } from './Integrity';

/** The integrity of the activity log: its status, verifications and evidence. */
export function IntegrityPage() {
  return (
    <AdminTab isOpen={isSuperAdmin}>
      <OnlyHere>
        <Integrity />
      </OnlyHere>
    </AdminTab>
  );
}
