import { NewWorklog } from '@callboard/plugin-callboard-common';
import { SeedActor } from './SeedActor';

/** Time that somebody logged on an item. @public */
export interface SeedTimeEntry {
  /** When they said so. */
  at: Date;
  workItemId: string;
  entry: Omit<NewWorklog, 'on_behalf_of'>;
}

/** An action on a period of time, by its person or by somebody who decides on it. @public */
export type SeedPeriodAction = SeedActor & {
  /** A day of the period, `YYYY-MM-DD`. */
  week: string;
} & (
    | { action: 'submit' | 'approve' }
    | { action: 'reject' | 'reopen'; reason: string }
  );
