import { Change } from '../../changes/Changes';

/** A person's change to another department. */
export interface StaffMove {
  /** A User reference. */
  user_ref: string;
  /** The first day in it, `YYYY-MM-DD`. */
  since: string;
}

/** Called within the change in which people join other departments. */
export type StaffMoveListener = (
  change: Change,
  workspace_id: string,
  moves: readonly StaffMove[],
) => Promise<void>;
