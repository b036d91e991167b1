import { RecordedChange } from '../../changes/RecordedChange';
import { staffAction } from './staffAction';
import { staffName } from './staffName';
import { everything, privateFields, staffOnWire } from './staffOnWire';
import { StaffPair } from './StaffPair';

/** The trace of what happened to one staff member. */
export function staffTrace(pair: StaffPair): RecordedChange<'staff'> {
  const { before, after } = pair;
  const row = (after ?? before)!;
  return {
    workspace_id: row.workspace_id,
    visibility: 'workspace' as const,
    entity_type: 'staff',
    entity_id: row.id,
    entity_label: staffName(row),
    action: staffAction(pair),
    before: before && staffOnWire(before, everything),
    after: after && staffOnWire(after, everything),
    sensitive: privateFields,
  };
}
