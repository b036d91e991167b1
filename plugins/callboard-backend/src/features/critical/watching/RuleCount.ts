import { CriticalRuleId } from '@callboard/plugin-callboard-common';

/** When, in milliseconds since 1970, how many times, and with how many rows. */
export type CountedMoment = [at: number, times: number, rows?: number];

/** What somebody did that is not critical yet, as it has not happened often enough. */
export interface RuleCount {
  rule_id: CriticalRuleId;
  actor_ref: string;
  workspace_id: string;
  /** In their order; never as many as the rule waits for. */
  moments: CountedMoment[];
}
