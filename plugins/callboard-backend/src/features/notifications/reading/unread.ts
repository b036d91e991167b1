import { Knex } from 'knex';
import { Sight } from '../../../core/things/Sight';
import { whereSeenNow } from './whereSeenNow';

/** What decides whether a person may see a notification. */
const GROUP = ['workspace_id', 'project_id', 'visibility'].map(
  column => `notifications.${column}`,
);

/** The same, without nulls, which are never equal. */
const GROUP_KEY =
  'notifications.workspace_id, coalesce(notifications.project_id, notifications.workspace_id), notifications.visibility';

/** What somebody has not read: neither archived nor snoozed ones. */
export function unreadOf(
  knex: Knex,
  user_ref: string,
  now: number,
): Knex.QueryBuilder {
  return (
    knex('notifications')
      .where('notifications.user_ref', user_ref)
      // Not bindings: they decide which index is used.
      .whereRaw('NOT notifications.is_read AND NOT notifications.is_archived')
      .modify(whereAwake, now)
  );
}

/** Leaves those that are not snoozed. */
export function whereAwake(query: Knex.QueryBuilder, now: number): void {
  query.where(awake =>
    awake
      .whereNull('notifications.snoozed_until')
      .orWhere('notifications.snoozed_until', '<=', new Date(now)),
  );
}

/**
 * How many somebody has not read and may see now. What may be seen is asked once
 * for all that are alike, which are few.
 */
export async function countUnread(
  knex: Knex,
  sight: Sight,
  now: number,
): Promise<number> {
  const groups = unreadOf(knex, sight.user_ref, now)
    .select(GROUP)
    .count({ of_group: '*' })
    .groupBy(GROUP)
    .as('notifications');
  const query = knex.from(groups).sum({ unread: 'of_group' });
  whereSeenNow(knex, query, sight);
  const [{ unread }] = await query;
  return Number(unread ?? 0);
}

/**
 * Leaves those that somebody may see now, asking once for all that are alike:
 * for changes of very many.
 *
 * @param rows - notifications of the person
 */
export function whereGroupSeenNow(
  knex: Knex,
  rows: Knex.QueryBuilder,
  sight: Sight,
): void {
  const groups = rows.clone().clearSelect().distinct(GROUP).as('notifications');
  const seen = knex.from(groups).select(knex.raw(GROUP_KEY));
  whereSeenNow(knex, seen, sight);
  rows.whereRaw(`(${GROUP_KEY}) IN ?`, [seen]);
}
