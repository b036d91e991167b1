import { CriticalRuleId } from '@callboard/plugin-callboard-common';

/** When, in milliseconds since 1970, and how many times. */
export type Moment = [at: number, times: number];

/** What somebody did that is not critical yet, as it has not happened often enough. */
export interface Tally {
  rule_id: CriticalRuleId;
  actor_ref: string;
  workspace_id: string;
  /** In their order; never as many as the rule waits for. */
  moments: Moment[];
}
