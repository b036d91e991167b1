import { ChangeAction, getStaffName } from '@callboard/plugin-callboard-common';
import { RecordedChange } from '../../changes/RecordedChange';
import { everything, privateFields, toStaffResponse } from './toStaffResponse';
import { isTransfer, StaffChange } from './StaffChange';

/** The activity entry of a change to one staff member. */
export function toStaffActivity(pair: StaffChange): RecordedChange<'staff'> {
  const { before, after } = pair;
  const row = (after ?? before)!;
  return {
    workspace_id: row.workspace_id,
    visibility: 'workspace' as const,
    entity_type: 'staff',
    entity_id: row.id,
    entity_label: getStaffName(row),
    action: getStaffAction(pair),
    before: before && toStaffResponse(before, everything),
    after: after && toStaffResponse(after, everything),
    sensitive: privateFields,
  };
}

/** The specific action of a change to a staff member, however it was made; undefined for others. */
function getStaffAction(pair: StaffChange): ChangeAction<'staff'> | undefined {
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
