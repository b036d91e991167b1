import { ChangeAction } from '@callboard/plugin-callboard-common';
import { isTransfer, StaffPair } from './StaffPair';

/**
 * What a change to a staff member is called where it has a name of its own,
 * whichever way it was made.
 */
export function staffAction(
  pair: StaffPair,
): ChangeAction<'staff'> | undefined {
  const { before, after } = pair;
  if (isTransfer(pair)) {
    return 'transfer';
  }
  if (before && after && before.employment_status !== after.employment_status) {
    if (after.employment_status === 'resigned') {
      return 'deactivate';
    }
    if (before.employment_status === 'resigned') {
      return 'reactivate';
    }
  }
  return undefined;
}
