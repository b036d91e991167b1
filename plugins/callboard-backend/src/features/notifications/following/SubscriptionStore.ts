import { SubscriptionLevel } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';

/** A project, or a work item in it. */
export interface Thread {
  project_id: string;
  work_item_id?: string;
}

/** The table of subscriptions: followed and muted threads. */
export class SubscriptionStore {
  /** Finds a user's own setting of a thread. */
  async find(
    knex: Knex,
    user_ref: string,
    thread_id: string,
  ): Promise<SubscriptionLevel | undefined> {
    const row = await knex('subscriptions')
      .select('level')
      .where({ user_ref, thread_id })
      .first();
    return row?.level;
  }

  async put(
    knex: Knex,
    user_ref: string,
    { project_id, work_item_id = project_id }: Thread,
    level: SubscriptionLevel,
  ): Promise<void> {
    await knex('subscriptions')
      .insert({ user_ref, thread_id: work_item_id, project_id, level })
      .onConflict(['user_ref', 'thread_id'])
      .merge(['level']);
  }

  async delete(
    knex: Knex,
    user_ref: string,
    { project_id, work_item_id = project_id }: Thread,
  ): Promise<void> {
    await knex('subscriptions')
      .where({ user_ref, thread_id: work_item_id })
      .delete();
  }
}
