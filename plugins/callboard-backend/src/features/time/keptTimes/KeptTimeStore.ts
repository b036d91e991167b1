import { Knex } from 'knex';
import { insertMany } from '../../../database/bulk';

/** Time of a timer that stopped by itself and could not be logged, of one day. */
export interface KeptTime {
  id: string;
  user_ref: string;
  workspace_id: string;
  project_id: string;
  work_item_id: string;
  date: string;
  started_at: string;
  ended_at: string;
  minutes: number;
  description: string | null;
  is_billable: boolean;
  /** Why, in words for whose it is. */
  reason: string;
  created_at: string;
}

/** The table of kept times: what is in it waits for its person to log it. */
export class KeptTimeStore {
  async insert(
    tx: Knex.Transaction,
    times: readonly KeptTime[],
  ): Promise<void> {
    await insertMany(
      tx,
      'kept_times',
      times.map(time => ({
        ...time,
        started_at: new Date(time.started_at),
        ended_at: new Date(time.ended_at),
        created_at: new Date(time.created_at),
      })),
    );
  }
}
