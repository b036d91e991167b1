import { isSuperAdmin, OnlyHere } from '@callboard/plugin-callboard-react';
import { AdminTab } from '../admin/AdminTab';
import { Assistants } from './Assistants';

/** The page with the tools of AI assistants in this portal. */
export function AssistantsPage() {
  return (
    <AdminTab isOpen={isSuperAdmin}>
      <OnlyHere>
        <Assistants />
      </OnlyHere>
    </AdminTab>
  );
}
