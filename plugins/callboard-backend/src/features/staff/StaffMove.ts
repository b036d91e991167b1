import { Change } from '../../changes/Changes';

/** Somebody is in another department now. */
export interface StaffMove {
  /** A User reference. */
  user_ref: string;
  /** The first day in it, `YYYY-MM-DD`. */
  since: string;
}

/** Called within the change in which people come to other departments. */
export type StaffMoveListener = (
  change: Change,
  workspace_id: string,
  moves: readonly StaffMove[],
) => Promise<void>;
