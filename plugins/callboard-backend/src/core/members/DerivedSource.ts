import { MembershipSource } from '@callboard/plugin-callboard-common';
import { MemberScope } from './MemberScope';

/** A reason for a membership that follows from something else. */
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

/** What there should be and is not, and what there is and should not be. */
export interface DerivedDiff {
  missing: DerivedSource[];
  stale: Array<Pick<DerivedSource, 'scope_id' | 'user_ref'> & { id: string }>;
}
