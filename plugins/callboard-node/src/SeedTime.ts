import { NewWorklog } from '@callboard/plugin-callboard-common';
import { SeedActor } from './SeedActor';

/** A seeded worklog. @public */
export interface SeedTimeEntry {
  /** The time of logging. */
  at: Date;
  workItemId: string;
  entry: Omit<NewWorklog, 'on_behalf_of'>;
}

/** An action on a period, by its user or an approver. @public */
export type SeedPeriodAction = SeedActor & {
  /** A day of the period, `YYYY-MM-DD`. */
  week: string;
} & (
    | { action: 'submit' | 'approve' }
    | { action: 'reject' | 'reopen'; reason: string }
  );
