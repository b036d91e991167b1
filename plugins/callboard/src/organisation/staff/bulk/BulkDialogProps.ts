import type { StaffMember } from '@callboard/plugin-callboard-common';

/** Props of a dialog about several people. */
export interface BulkDialogProps {
  workspace: string;
  people: readonly StaffMember[];
  onClose: () => void;
  /** Called with the ids of the people who were not processed; empty if all were. */
  onDone: (left: readonly string[]) => void;
}
