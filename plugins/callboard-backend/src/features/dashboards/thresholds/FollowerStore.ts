import { SubscriptionLevel } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';

/** The subscription levels of dashboards, which have no mentions. */
export type FollowerLevel = Exclude<SubscriptionLevel, 'mentions'>;

/** The table of dashboard followers, and of owners who opted out. */
export class FollowerStore {
  /** Finds a person's setting for a dashboard. */
  async find(
    knex: Knex,
    dashboard_id: string,
    user_ref: string,
  ): Promise<FollowerLevel | undefined> {
    const row = await knex('dashboard_subscriptions')
      .where({ dashboard_id, user_ref })
      .first('level');
    return row?.level;
  }

  async put(
    knex: Knex,
    dashboard_id: string,
    user_ref: string,
    level: FollowerLevel,
  ): Promise<void> {
    await knex('dashboard_subscriptions')
      .insert({ dashboard_id, user_ref, level })
      .onConflict(['dashboard_id', 'user_ref'])
      .merge(['level']);
  }

  async delete(
    knex: Knex,
    dashboard_id: string,
    user_ref: string,
  ): Promise<void> {
    await knex('dashboard_subscriptions')
      .where({ dashboard_id, user_ref })
      .delete();
  }

  /** Lists some followers of a dashboard in order, including its owner unless they opted out. */
  async listFollowers(
    knex: Knex,
    dashboard_id: string,
    { after, limit }: { after: string | null; limit: number },
  ): Promise<string[]> {
    const selectFollowerSettings = () =>
      knex('dashboard_subscriptions').where({ dashboard_id });
    const owner = knex('dashboards')
      .select({ user_ref: 'owner_ref' })
      .where({ id: dashboard_id })
      .whereNotIn(
        'owner_ref',
        selectFollowerSettings().select('user_ref').where('level', 'none'),
      );
    const followers = selectFollowerSettings()
      .select('user_ref')
      .where('level', 'all')
      .union(owner)
      .as('followers');
    return knex(followers)
      .where('user_ref', '>', after ?? '')
      .orderBy('user_ref')
      .limit(limit)
      .pluck('user_ref');
  }
}
