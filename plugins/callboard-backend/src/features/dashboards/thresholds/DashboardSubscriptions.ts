import {
  Subscription,
  SubscriptionLevel,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import { DashboardReader } from '../DashboardReader';

/** The subscription levels of dashboards, which have no mentions. */
type FollowerLevel = Exclude<SubscriptionLevel, 'mentions'>;

/**
 * Manages which dashboards people follow. By default, owners follow their own dashboards. Methods
 * that take a caller throw NotFoundError when the caller may not see the dashboard.
 */
export class DashboardSubscriptions {
  constructor(private readonly deps: { knex: Knex; reader: DashboardReader }) {}

  /** Returns whether the caller follows a dashboard, and the reason. */
  async readSubscription(
    context: RequestContext,
    id: string,
  ): Promise<Subscription> {
    const { owner_ref } = await this.deps.reader.requireDashboard(context, id);
    const { user_ref } = context.caller;
    const setting = await this.selectSettings(id)
      .where({ user_ref })
      .first('level');
    if (setting) {
      return { level: setting.level, source: 'own' };
    }
    return owner_ref === user_ref
      ? { level: 'all', source: 'author' }
      : { level: 'none', source: 'none' };
  }

  /** Follows a dashboard, or opts out with the level `none`. */
  async setSubscription(
    context: RequestContext,
    dashboard_id: string,
    level: FollowerLevel,
  ): Promise<Subscription> {
    const { knex, reader } = this.deps;
    await reader.requireDashboard(context, dashboard_id);
    const { user_ref } = context.caller;
    await knex('dashboard_subscriptions')
      .insert({ dashboard_id, user_ref, level })
      .onConflict(['dashboard_id', 'user_ref'])
      .merge(['level']);
    return { level, source: 'own' };
  }

  /** Resets the caller's subscription to the default: owners follow, others do not. */
  async deleteSubscription(context: RequestContext, id: string): Promise<void> {
    await this.deps.reader.requireDashboard(context, id);
    const { user_ref } = context.caller;
    await this.selectSettings(id).where({ user_ref }).delete();
  }

  /**
   * Lists a page of the followers of a dashboard, sorted by reference. Includes the owner, unless
   * the owner has opted out.
   */
  async listFollowers(
    dashboard_id: string,
    { after, limit }: { after: string | null; limit: number },
  ): Promise<string[]> {
    const { knex } = this.deps;
    const owner = knex('dashboards')
      .select({ user_ref: 'owner_ref' })
      .where({ id: dashboard_id })
      .whereNotIn(
        'owner_ref',
        this.selectSettings(dashboard_id)
          .select('user_ref')
          .where('level', 'none'),
      );
    const followers = this.selectSettings(dashboard_id)
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

  /** Selects the subscription levels that people set for a dashboard. */
  private selectSettings(dashboard_id: string): Knex.QueryBuilder {
    return this.deps.knex('dashboard_subscriptions').where({ dashboard_id });
  }
}
