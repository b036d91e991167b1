import { RecordedChange } from '../../changes/Changes';
import { MemberRow, memberOnWire } from './MemberStore';

/** The trace of a membership that began, changed or ended. */
export function memberTrace(
  before: MemberRow | undefined,
  after: MemberRow | undefined,
): RecordedChange {
  const { id, workspace_id, scope, scope_id, display_name } = (after ??
    before)!;
  return {
    workspace_id,
    project_id: scope === 'project' ? scope_id : undefined,
    entity_type: scope === 'project' ? 'project_member' : 'workspace_member',
    entity_id: id,
    entity_label: display_name,
    before: before ? memberOnWire(before) : null,
    after: after ? memberOnWire(after) : null,
  };
}
