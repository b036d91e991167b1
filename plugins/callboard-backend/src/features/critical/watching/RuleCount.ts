import { CriticalRuleId } from '@callboard/plugin-callboard-common';

/** The time in milliseconds since 1970, the number of occurrences, and the data rows. */
export type OccurrenceBucket = [at: number, times: number, rows?: number];

/** An actor's occurrences that are below the threshold of a rule. */
export interface RuleCount {
  rule_id: CriticalRuleId;
  actor_ref: string;
  workspace_id: string;
  /** In order; always fewer than the threshold. */
  moments: OccurrenceBucket[];
}
