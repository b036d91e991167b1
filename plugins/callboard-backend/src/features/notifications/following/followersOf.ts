import { SubscriptionLevel } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isOneOf } from '../../../database/bulk';

/** What is followed: a project, or at least one of some work items. */
export type Followed = { project_id: string } | { work_item_ids: string[] };

/**
 * Whoever hears all of a project or a work item. Of an item: those who follow it;
 * and, unless they said something else of it, those who follow its project, are
 * assigned to it, or wrote it.
 */
export async function followersOf(
  knex: Knex,
  followed: Followed,
): Promise<string[]> {
  if ('project_id' in followed) {
    return knex('subscriptions')
      .where({ thread_id: followed.project_id, level: 'all' })
      .pluck('user_ref');
  }
  const ids = followed.work_item_ids;
  const own = await ownLevels(knex, ids);
  const hasSaid = new Set(own.map(textOf));
  const byThemselves = (await involvedIn(knex, ids)).filter(
    one => !hasSaid.has(textOf(one)),
  );
  return [...own.filter(({ level }) => level === 'all'), ...byThemselves].map(
    ({ user_ref }) => user_ref,
  );
}

/** Somebody, and the item it is about. */
interface Follower {
  of: string;
  user_ref: string;
}

function textOf({ of, user_ref }: Follower): string {
  return `${of} ${user_ref}`;
}

async function ownLevels(
  knex: Knex,
  ids: readonly string[],
): Promise<Array<Follower & { level: SubscriptionLevel }>> {
  return knex('subscriptions')
    .select({ of: 'thread_id' }, 'user_ref', 'level')
    .whereRaw(...isOneOf(knex, 'thread_id', ids));
}

/** Assignees, authors, and those who follow the project. */
async function involvedIn(
  knex: Knex,
  ids: readonly string[],
): Promise<Follower[]> {
  const items = () =>
    knex('work_items').whereRaw(...isOneOf(knex, 'work_items.id', ids));
  return items()
    .select({ of: 'work_items.id' }, { user_ref: 'work_items.created_by' })
    .union([
      items()
        .join(
          'work_item_assignees',
          'work_item_assignees.work_item_id',
          'work_items.id',
        )
        .select({ of: 'work_items.id' }, 'work_item_assignees.user_ref'),
      items()
        .join('subscriptions', join =>
          join
            .on('subscriptions.thread_id', 'work_items.project_id')
            .andOnVal('subscriptions.level', 'all'),
        )
        .select({ of: 'work_items.id' }, 'subscriptions.user_ref'),
    ]);
}
