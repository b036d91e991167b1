import type { StaffMember } from '@callboard/plugin-callboard-common';

/** What a dialog about one person is given. */
export interface ActDialogProps {
  workspace: string;
  person: StaffMember;
  onClose: () => void;
}
