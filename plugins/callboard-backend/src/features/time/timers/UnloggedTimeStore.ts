import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import {
  readTimedWork,
  selectTimedWork,
  UnloggedTime,
  unloggedTimeTable,
} from './TimerRow';

/** The table of unlogged times: timer time that the person still has to log or discard. */
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
    return rows.map(row => readTimedWork(unloggedTimeTable, row));
  }

  async insert(
    tx: Knex.Transaction,
    times: readonly UnloggedTime[],
  ): Promise<void> {
    await unloggedTimeTable.insert(tx, times);
  }

  async delete(tx: Knex.Transaction, ids: readonly string[]): Promise<void> {
    await tx('unlogged_times')
      .whereRaw(...inListSql(tx, 'id', ids))
      .delete();
  }
}
