import { MembershipSource } from '@callboard/plugin-callboard-common';
import { MemberScope } from './MemberScope';

/** A source of a membership that is derived from other data. */
export interface DerivedSource {
  /** The workspace the membership is in. */
  workspace_id: string;
  scope: MemberScope['kind'];
  scope_id: string;
  user_ref: string;
  source: Exclude<MembershipSource, 'manual'>;
  rank: number;
  department_id: string | null;
  link_id: string | null;
}

/** The differences between required and stored sources. */
export interface DerivedDiff {
  missing: DerivedSource[];
  stale: Array<Pick<DerivedSource, 'scope_id' | 'user_ref'> & { id: string }>;
}
