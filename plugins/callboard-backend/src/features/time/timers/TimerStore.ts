import { Knex } from 'knex';
import { readInstant } from '../../../database/dialect';
import { readTimedWork, selectTimedWork } from './selectTimedWork';
import { TimerRow } from './TimerRow';

/** The table of running timers: at most one of each person. */
export class TimerStore {
  /** Somebody's timer, also one on something that is deleted. */
  async find(knex: Knex, user_ref: string): Promise<TimerRow | undefined> {
    const row = await selectTimedWork(knex, 'timers')
      .where('timers.user_ref', user_ref)
      .first();
    return row && readTimer(row);
  }

  /** Stores a timer of somebody who has none. */
  async insert(tx: Knex.Transaction, row: TimerRow): Promise<void> {
    await tx('timers').insert(toColumns(row));
  }

  /** Overwrites somebody's timer. */
  async update(tx: Knex.Transaction, row: TimerRow): Promise<void> {
    await tx('timers').where({ user_ref: row.user_ref }).update(toColumns(row));
  }

  /** Removes somebody's timer. */
  async delete(tx: Knex.Transaction, user_ref: string): Promise<void> {
    await tx('timers').where({ user_ref }).delete();
  }
}

function readTimer(row: any): TimerRow {
  return {
    ...readTimedWork(row),
    version: row.version,
    updated_at: readInstant(row.updated_at),
  };
}

function toColumns(row: TimerRow) {
  return {
    id: row.id,
    user_ref: row.user_ref,
    workspace_id: row.workspace_id,
    project_id: row.project_id,
    work_item_id: row.work_item_id,
    started_at: new Date(row.started_at),
    description: row.description,
    is_billable: row.is_billable,
    version: row.version,
    created_at: new Date(row.created_at),
    updated_at: new Date(row.updated_at),
  };
}
