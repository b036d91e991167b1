import { Subscription } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import { DashboardReader } from '../DashboardReader';
import { FollowerLevel, FollowerStore } from './FollowerStore';

/** Manages which dashboards people follow: their own, and those they choose. */
export class DashboardSubscriptions {
  constructor(
    private readonly deps: {
      knex: Knex;
      reader: DashboardReader;
      store: FollowerStore;
    },
  ) {}

  /**
   * Returns whether the caller follows a dashboard, and the reason.
   *
   * @throws NotFoundError when the caller may not see it
   */
  async readSubscription(
    context: RequestContext,
    id: string,
  ): Promise<Subscription> {
    const { knex, reader, store } = this.deps;
    const { owner_ref } = await reader.require(context, id);
    const { user_ref } = context.caller;
    const setting = await store.find(knex, id, user_ref);
    if (setting) {
      return { level: setting, source: 'own' };
    }
    return owner_ref === user_ref
      ? { level: 'all', source: 'author' }
      : { level: 'none', source: 'none' };
  }

  /**
   * Follows a dashboard, or opts out with the level `none`.
   *
   * @throws NotFoundError when the caller may not see it
   */
  async setSubscription(
    context: RequestContext,
    id: string,
    level: FollowerLevel,
  ): Promise<Subscription> {
    const { knex, reader, store } = this.deps;
    await reader.require(context, id);
    await store.put(knex, id, context.caller.user_ref, level);
    return { level, source: 'own' };
  }

  /**
   * Returns to the default: only owners follow.
   *
   * @throws NotFoundError when the caller may not see it
   */
  async deleteSubscription(context: RequestContext, id: string): Promise<void> {
    const { knex, reader, store } = this.deps;
    await reader.require(context, id);
    await store.delete(knex, id, context.caller.user_ref);
  }
}
