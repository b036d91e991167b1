import { StaffRow } from './StaffRow';

/** A created or updated staff member. */
export interface SavedStaffChange {
  before: StaffRow | null;
  after: StaffRow;
}

/** A staff member before and after a change; null before creation and after deletion. */
export type StaffChange = SavedStaffChange | { before: StaffRow; after: null };

/** A staff member who moves to another department. */
export interface TransferPair {
  before: StaffRow;
  after: StaffRow;
}

/** Whether a staff member changes departments. */
export function isTransfer(pair: StaffChange): pair is TransferPair {
  const { before, after } = pair;
  return Boolean(
    before && after && before.department_id !== after.department_id,
  );
}
