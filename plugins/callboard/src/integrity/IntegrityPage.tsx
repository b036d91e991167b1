import { isSuperAdmin, ExactPath } from '@callboard/plugin-callboard-react';
import { AdminTab } from '../admin/AdminTab';
import { Integrity } from './Integrity';

/** The integrity of the activity log: its status, verifications and evidence. */
export function IntegrityPage() {
  return (
    <AdminTab isOpen={isSuperAdmin}>
      <ExactPath>
        <Integrity />
      </ExactPath>
    </AdminTab>
  );
}
