import { ChangeAction } from '@callboard/plugin-callboard-common';
import { RecordedChange } from '../../changes/RecordedChange';
import { MemberRow, toMemberResponse } from './MemberRow';

/** The activity entry of a created, changed or deleted membership. */
export function toMemberActivity(
  before: MemberRow | undefined,
  after: MemberRow | undefined,
  action?: ChangeAction<'workspace_member' | 'project_member'>,
): RecordedChange {
  const { id, workspace_id, scope, scope_id, display_name } = (after ??
    before)!;
  const common = {
    action,
    workspace_id,
    entity_id: id,
    entity_label: display_name,
    before: before ? toMemberResponse(before) : null,
    after: after ? toMemberResponse(after) : null,
  };
  return scope === 'project'
    ? {
        ...common,
        entity_type: 'project_member',
        project_id: scope_id,
        visibility: 'project',
      }
    : { ...common, entity_type: 'workspace_member', visibility: 'workspace' };
}
