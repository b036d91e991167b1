import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import { Thread } from './SubscriptionStore';
import { SubscriptionLevels } from './SubscriptionLevels';

/**
 * Returns the followers of a work item: its subscribers and, unless they chose another level
 * for it, the subscribers of its project, its assignees and its author.
 */
export async function readFollowers(
  knex: Knex,
  { project_id, work_item_id }: Required<Thread>,
): Promise<string[]> {
  const threads = [project_id, work_item_id];
  const levels = await SubscriptionLevels.read(
    knex('subscriptions').whereIn('thread_id', threads),
  );
  const involved = await readDefaultFollowers(knex, [work_item_id]);
  const people = new Set([
    ...involved.map(({ user_ref }) => user_ref),
    ...threads.flatMap(thread => levels.getThreadFollowers(thread)),
  ]);
  return [...people].filter(ref =>
    levels.acceptsEvent(ref, { project_id, work_item_id }, false),
  );
}

/** Returns the default followers of work items: their assignees and authors. */
export async function readDefaultFollowers(
  knex: Knex,
  work_item_ids: readonly string[],
): Promise<Array<{ work_item_id: string; user_ref: string }>> {
  const isIncluded = (column: string) => inListSql(knex, column, work_item_ids);
  return knex('work_items')
    .select({ work_item_id: 'id', user_ref: 'created_by' })
    .whereRaw(...isIncluded('id'))
    .union(
      knex('work_item_assignees')
        .select('work_item_id', 'user_ref')
        .whereRaw(...isIncluded('work_item_id')),
    );
}
