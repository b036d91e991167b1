import type { StaffMember } from '@callboard/plugin-callboard-common';

/** What a dialog about many people is given. */
export interface BulkDialogProps {
  workspace: string;
  people: readonly StaffMember[];
  onClose: () => void;
  /** Is told who was not reached; nobody when it is done for all of them. */
  onDone: (left: readonly string[]) => void;
}
