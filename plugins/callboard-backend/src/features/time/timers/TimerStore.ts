import { Knex } from 'knex';
import {
  readTimedWork,
  selectTimedWork,
  TimerRow,
  timerTable,
} from './TimerRow';

/** The table of running timers: at most one per person. */
export class TimerStore {
  /** Finds a person's timer, even on a deleted item. */
  async find(knex: Knex, user_ref: string): Promise<TimerRow | undefined> {
    const row = await selectTimedWork(knex, 'timers')
      .where('timers.user_ref', user_ref)
      .first();
    return row && readTimedWork(timerTable, row);
  }

  /** Inserts the timer of a person who has none. */
  async insert(tx: Knex.Transaction, row: TimerRow): Promise<void> {
    await timerTable.insert(tx, [row]);
  }

  /** Overwrites a person's timer. */
  async update(tx: Knex.Transaction, row: TimerRow): Promise<void> {
    await tx('timers')
      .where({ user_ref: row.user_ref })
      .update(timerTable.toColumns(row));
  }

  /** Deletes a person's timer. */
  async delete(tx: Knex.Transaction, user_ref: string): Promise<void> {
    await tx('timers').where({ user_ref }).delete();
  }
}
