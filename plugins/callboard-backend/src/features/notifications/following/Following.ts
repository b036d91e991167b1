import {
  Subscription,
  SubscriptionLevel,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { requireItem } from '../../work/items/WorkItemRow';
import { SubscriptionStore, Thread } from './SubscriptionStore';

/** Manages which threads users follow or mute. */
export class Following {
  constructor(
    private readonly deps: { knex: Knex; store: SubscriptionStore },
  ) {}

  /**
   * Returns a user's subscription to a thread and its reason. Precedence: the setting of the
   * thread, a muted project, the user's relation to the item, the setting of the project.
   *
   * @throws NotFoundError when the work item does not exist
   */
  async readSubscription(
    user_ref: string,
    thread: Thread,
  ): Promise<Subscription> {
    const { knex, store } = this.deps;
    await this.require(thread);
    const { project_id, work_item_id } = thread;
    const ofProject = await store.find(knex, user_ref, project_id);
    if (work_item_id === undefined) {
      return ofProject
        ? { level: ofProject, source: 'own' }
        : { level: 'none', source: 'none' };
    }
    const own = await store.find(knex, user_ref, work_item_id);
    if (own) {
      return { level: own, source: 'own' };
    }
    const involved =
      ofProject === 'none'
        ? undefined
        : await getRelation(knex, user_ref, work_item_id);
    if (involved) {
      return { level: 'all', source: involved };
    }
    return ofProject
      ? { level: ofProject, source: 'project' }
      : { level: 'none', source: 'none' };
  }

  /** @throws NotFoundError when the work item does not exist */
  async follow(
    user_ref: string,
    thread: Thread,
    level: SubscriptionLevel,
  ): Promise<Subscription> {
    const { knex, store } = this.deps;
    await this.require(thread);
    await store.put(knex, user_ref, thread, level);
    return { level, source: 'own' };
  }

  /** @throws NotFoundError when the work item does not exist */
  async forget(user_ref: string, thread: Thread): Promise<void> {
    const { knex, store } = this.deps;
    await this.require(thread);
    await store.delete(knex, user_ref, thread);
  }

  private async require({ project_id, work_item_id }: Thread): Promise<void> {
    if (work_item_id !== undefined) {
      await requireItem(this.deps.knex, project_id, work_item_id);
    }
  }
}

/** The relation through which a user follows an item without a subscription. */
async function getRelation(
  knex: Knex,
  user_ref: string,
  work_item_id: string,
): Promise<'assignee' | 'author' | undefined> {
  const assigned = await knex('work_item_assignees')
    .select('user_ref')
    .where({ work_item_id, user_ref })
    .first();
  if (assigned) {
    return 'assignee';
  }
  const written = await knex('work_items')
    .select('id')
    .where({ id: work_item_id, created_by: user_ref })
    .first();
  return written && 'author';
}
