import { StaffRow } from './StaffRow';

/** Somebody who is new, or is there still after a change. */
export interface StayingPair {
  before: StaffRow | null;
  after: StaffRow;
}

/** A staff member before and after a change; null where there is none. */
export type StaffPair = StayingPair | { before: StaffRow; after: null };

/** Somebody who stays, somewhere else. */
export interface TransferPair {
  before: StaffRow;
  after: StaffRow;
}

/** Whether somebody is in another department than before. */
export function isTransfer(pair: StaffPair): pair is TransferPair {
  const { before, after } = pair;
  return Boolean(
    before && after && before.department_id !== after.department_id,
  );
}
