import { Knex } from 'knex';
import { insertMany, inListSql } from '../../../database/bulk';
import { readInstant } from '../../../database/dialect';
import {
  readTimedWork,
  selectTimedWork,
  TimedWork,
  toTimedWorkColumns,
} from './TimerRow';

/** One day of a stopped timer that could not be logged. */
export interface UnloggedTime extends TimedWork {
  date: string;
  ended_at: string;
  minutes: number;
  /** The reason, as shown to the person. */
  reason: string;
}

/** The table of unlogged times: timer time that its person has yet to log or discard. */
export class UnloggedTimeStore {
  /** Lists a person's unlogged times between two days, both included, in order. */
  async list(
    knex: Knex,
    user_ref: string,
    { from, to }: { from: string; to: string },
  ): Promise<UnloggedTime[]> {
    const rows: any[] = await selectTimedWork(knex, 'unlogged_times')
      .where('unlogged_times.user_ref', user_ref)
      .whereBetween('unlogged_times.date', [from, to])
      .orderBy(['unlogged_times.started_at', 'unlogged_times.id']);
    return rows.map(row => ({
      ...readTimedWork(row),
      date: row.date,
      ended_at: readInstant(row.ended_at),
      minutes: row.minutes,
      reason: row.reason,
    }));
  }

  async insert(
    tx: Knex.Transaction,
    times: readonly UnloggedTime[],
  ): Promise<void> {
    await insertMany(tx, 'unlogged_times', times.map(toColumns));
  }

  async delete(tx: Knex.Transaction, ids: readonly string[]): Promise<void> {
    await tx('unlogged_times')
      .whereRaw(...inListSql(tx, 'id', ids))
      .delete();
  }
}

function toColumns(time: UnloggedTime) {
  return {
    ...toTimedWorkColumns(time),
    date: time.date,
    ended_at: new Date(time.ended_at),
    minutes: time.minutes,
    reason: time.reason,
  };
}
