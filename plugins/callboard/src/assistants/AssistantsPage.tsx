import { isSuperAdmin, ExactPath } from '@callboard/plugin-callboard-react';
import { AdminTab } from '../admin/AdminTab';
import { Assistants } from './Assistants';

/** The page with the tools of AI assistants in this portal. */
export function AssistantsPage() {
  return (
    <AdminTab isOpen={isSuperAdmin}>
      <ExactPath>
        <Assistants />
      </ExactPath>
    </AdminTab>
  );
}
