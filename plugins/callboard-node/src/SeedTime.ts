import { NewWorklog } from '@callboard/plugin-callboard-common';

/** Time that somebody logged on an item. @public */
export interface SeedTimeEntry {
  /** When they said so. */
  at: Date;
  workItemId: string;
  entry: Omit<NewWorklog, 'on_behalf_of'>;
}
