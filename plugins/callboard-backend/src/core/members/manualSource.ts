import { Role, roleRanks } from '@callboard/plugin-callboard-common';
import { createId } from '../../database/ids';
import { MemberScope } from './MemberScope';
import { MemberRow } from './MemberRow';

/** A membership without any source. */
export function createUnsourcedMembership(
  scope: MemberScope,
  user_ref: string,
  now: number,
): MemberRow {
  const instant = new Date(now).toISOString();
  return {
    id: createId(now),
    workspace_id: scope.workspace_id,
    scope: scope.kind,
    scope_id: scope.id,
    user_ref,
    display_name: user_ref,
    rank: 0,
    version: 0,
    created_at: instant,
    updated_at: instant,
    sources: [],
  };
}

/** Whether a user was added manually. */
export function hasManualSource({ sources }: MemberRow): boolean {
  return sources.some(({ source }) => source === 'manual');
}

/** The membership with a manual role, replacing an earlier one. */
export function setManualRole(
  member: MemberRow,
  role: Role,
  now: number,
): MemberRow {
  const rank = roleRanks[role];
  if (hasManualSource(member)) {
    return {
      ...member,
      sources: member.sources.map(source =>
        source.source === 'manual' ? { ...source, rank } : source,
      ),
    };
  }
  return {
    ...member,
    sources: [
      ...member.sources,
      {
        id: createId(now),
        member_id: member.id,
        source: 'manual',
        rank,
        department_id: null,
        link_id: null,
      },
    ],
  };
}

/** The membership without its manual source. */
export function removeManualSource(member: MemberRow): MemberRow {
  return {
    ...member,
    sources: member.sources.filter(({ source }) => source !== 'manual'),
  };
}
