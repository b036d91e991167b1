import type { StaffMember } from '@callboard/plugin-callboard-common';

/** Props of a dialog about one person. */
export interface ActionDialogProps {
  workspace: string;
  person: StaffMember;
  onClose: () => void;
}
