import {
  Subscription,
  SubscriptionLevel,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { requireItem } from '../../work/items/WorkItemRow';
import { SubscriptionThread } from './SubscriptionLevels';

/** Manages which threads (projects and work items) users follow or mute. */
export class Following {
  constructor(private readonly knex: Knex) {}

  /**
   * Returns a user's subscription to a thread. The first of these that exists sets the level: the
   * user's setting for the thread, a muted project, the user's relation to the item, the user's
   * setting for the project.
   *
   * @throws NotFoundError when the work item does not exist
   */
  async readSubscription(
    user_ref: string,
    thread: SubscriptionThread,
  ): Promise<Subscription> {
    const { knex } = this;
    await this.requireWorkItem(thread);
    const { project_id, work_item_id } = thread;
    const projectLevel = await readLevel(knex, user_ref, project_id);
    if (work_item_id === undefined) {
      return projectLevel
        ? { level: projectLevel, source: 'own' }
        : { level: 'none', source: 'none' };
    }
    const own = await readLevel(knex, user_ref, work_item_id);
    if (own) {
      return { level: own, source: 'own' };
    }
    const relation =
      projectLevel === 'none'
        ? undefined
        : await readRelation(knex, user_ref, work_item_id);
    if (relation) {
      return { level: 'all', source: relation };
    }
    return projectLevel
      ? { level: projectLevel, source: 'project' }
      : { level: 'none', source: 'none' };
  }

  /** @throws NotFoundError when the work item does not exist */
  async putSubscription(
    user_ref: string,
    thread: SubscriptionThread,
    level: SubscriptionLevel,
  ): Promise<Subscription> {
    await this.requireWorkItem(thread);
    const { project_id } = thread;
    await this.knex('subscriptions')
      .insert({ user_ref, thread_id: getThreadId(thread), project_id, level })
      .onConflict(['user_ref', 'thread_id'])
      .merge(['level']);
    return { level, source: 'own' };
  }

  /** @throws NotFoundError when the work item does not exist */
  async deleteSubscription(
    user_ref: string,
    thread: SubscriptionThread,
  ): Promise<void> {
    await this.requireWorkItem(thread);
    await this.knex('subscriptions')
      .where({ user_ref, thread_id: getThreadId(thread) })
      .delete();
  }

  private async requireWorkItem({
    project_id,
    work_item_id,
  }: SubscriptionThread): Promise<void> {
    if (work_item_id !== undefined) {
      await requireItem(this.knex, project_id, work_item_id);
    }
  }
}

function getThreadId({ project_id, work_item_id }: SubscriptionThread): string {
  return work_item_id ?? project_id;
}

async function readLevel(
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

/** Reads the relation that makes a user follow an item by default. */
async function readRelation(
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
  const authored = await knex('work_items')
    .select('id')
    .where({ id: work_item_id, created_by: user_ref })
    .first();
  return authored && 'author';
}
