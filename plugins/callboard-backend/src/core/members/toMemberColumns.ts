import { MemberRow } from './MemberRow';
import { toSortName } from './sortByName';

/** The columns of a new membership. Call `sortByName` after inserting it. */
export function toMemberColumns(member: MemberRow) {
  return {
    id: member.id,
    workspace_id: member.workspace_id,
    scope: member.scope,
    scope_id: member.scope_id,
    user_ref: member.user_ref,
    sort_name: toSortName(member.user_ref),
    rank: member.rank,
    version: member.version,
    created_at: new Date(member.created_at),
    updated_at: new Date(member.updated_at),
  };
}
