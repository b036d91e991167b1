import { NewWorklog, PeriodAct } from '@callboard/plugin-callboard-common';
import { SeedActor } from './SeedActor';

/** Time that somebody logged on an item. @public */
export interface SeedTimeEntry {
  /** When they said so. */
  at: Date;
  workItemId: string;
  entry: Omit<NewWorklog, 'on_behalf_of'>;
}

/** An action on a period of time, by its person or by somebody who decides on it. @public */
export interface SeedPeriodAction extends SeedActor {
  /** A day of the period, `YYYY-MM-DD`. */
  week: string;
  action: PeriodAct;
  /** Why it is rejected or reopened. */
  reason?: string;
}
