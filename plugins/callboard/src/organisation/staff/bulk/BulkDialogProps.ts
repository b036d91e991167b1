import type { StaffMember } from '@callboard/plugin-callboard-common';

/** What a dialog about many people is given. */
export interface BulkDialogProps {
  workspace: string;
  people: readonly StaffMember[];
  onClose: () => void;
  /** Called once it is done for all of them. */
  onDone: () => void;
}
