import { Subscription } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Asker } from '../../../access/Caller';
import { DashboardReader } from '../DashboardReader';
import { FollowerLevel, FollowerStore } from './FollowerStore';

/** Which dashboards people follow: their own, and those that they have chosen. */
export class DashboardFollowing {
  constructor(
    private readonly deps: {
      knex: Knex;
      reader: DashboardReader;
      store: FollowerStore;
    },
  ) {}

  /**
   * Whether the caller follows a dashboard, and why.
   *
   * @throws NotFoundError when the caller does not see it
   */
  async of(asker: Asker, id: string): Promise<Subscription> {
    const { knex, reader, store } = this.deps;
    const { owner_ref } = await reader.require(asker, id);
    const { user_ref } = asker.caller;
    const said = await store.find(knex, id, user_ref);
    if (said) {
      return { level: said, source: 'own' };
    }
    return owner_ref === user_ref
      ? { level: 'all', source: 'author' }
      : { level: 'none', source: 'none' };
  }

  /** @throws NotFoundError when the caller does not see it */
  async follow(
    asker: Asker,
    id: string,
    level: FollowerLevel,
  ): Promise<Subscription> {
    const { knex, reader, store } = this.deps;
    await reader.require(asker, id);
    await store.put(knex, id, asker.caller.user_ref, level);
    return { level, source: 'own' };
  }

  /** @throws NotFoundError when the caller does not see it */
  async forget(asker: Asker, id: string): Promise<void> {
    const { knex, reader, store } = this.deps;
    await reader.require(asker, id);
    await store.delete(knex, id, asker.caller.user_ref);
  }
}
