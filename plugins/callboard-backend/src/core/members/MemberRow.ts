import {
  Member,
  MembershipSource,
  getRoleByRank,
  ChangeAction,
} from '@callboard/plugin-callboard-common';
import { ResourceChange } from '../../changes/ResourceChange';
import { createId } from '../../database/ids';
import { toNextVersion } from '../../database/Table';

/** Creates a membership without sources. The caller adds them. */
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

export function hasManualSource({ sources }: MemberRow): boolean {
  return sources.some(({ source }) => source === 'manual');
}

/** Returns the membership with a manual source of this rank. Adds the source if it is missing. */
export function setManualRank(
  member: MemberRow,
  rank: number,
  now: number,
): MemberRow {
  const sources = hasManualSource(member)
    ? member.sources.map(source =>
        source.source === 'manual' ? { ...source, rank } : source,
      )
    : [
        ...member.sources,
        {
          id: createId(now),
          member_id: member.id,
          source: 'manual' as const,
          rank,
          department_id: null,
          link_id: null,
        },
      ];
  return { ...member, sources };
}

/** Returns the next version of a membership, with the highest rank of its sources. */
export function deriveRankFromSources(
  member: MemberRow,
  now: number,
): MemberRow {
  const rank = Math.max(0, ...member.sources.map(source => source.rank));
  return toNextVersion(member, { rank }, now);
}

export function removeManualSource(member: MemberRow): MemberRow {
  return {
    ...member,
    sources: member.sources.filter(({ source }) => source !== 'manual'),
  };
}

export interface MemberScope {
  kind: 'workspace' | 'project';
  /** The id of the workspace, or of the workspace of the project. */
  workspace_id: string;
  id: string;
}

export function scopeToWorkspace(workspace_id: string): MemberScope {
  return { kind: 'workspace', workspace_id, id: workspace_id };
}

export function scopeToProject(project: {
  id: string;
  workspace_id: string;
}): MemberScope {
  return {
    kind: 'project',
    workspace_id: project.workspace_id,
    id: project.id,
  };
}

export function toMemberActivity(
  before: MemberRow | undefined,
  after: MemberRow | undefined,
  action?: ChangeAction<'workspace_member' | 'project_member'>,
): ResourceChange {
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

export interface SourceRow {
  id: string;
  member_id: string;
  source: MembershipSource;
  rank: number;
  department_id: string | null;
  link_id: string | null;
}

export interface MemberRow {
  id: string;
  workspace_id: string;
  scope: MemberScope['kind'];
  scope_id: string;
  user_ref: string;
  display_name: string;
  rank: number;
  version: number;
  created_at: string;
  updated_at: string;
  sources: SourceRow[];
}

export function toMemberResponse(row: MemberRow): Member {
  return {
    id: row.id,
    user_ref: row.user_ref,
    display_name: row.display_name,
    role: getRoleByRank(row.rank),
    sources: row.sources.map(({ source, rank, department_id, link_id }) => ({
      source,
      role: getRoleByRank(rank),
      ...(department_id ? { department_id } : {}),
      ...(link_id ? { link_id } : {}),
    })),
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  };
}
