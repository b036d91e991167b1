import {
  Member,
  MembershipSource,
  getRoleByRank,
} from '@callboard/plugin-callboard-common';
import { MemberScope } from './MemberScope';

/** A source of a membership, with its rank. */
export interface SourceRow {
  id: string;
  member_id: string;
  source: MembershipSource;
  rank: number;
  department_id: string | null;
  link_id: string | null;
}

/** A membership and its sources. */
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

/** The API response of a membership. */
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
