import { Knex } from 'knex';
import { Seeing } from '../../../core/resources/VisibilityScope';
import { whereSeenNow } from './whereSeenNow';

const TABLE = 'unread_notifications';

/** What decides whether a person may see a notification. */
const GROUP = ['workspace_id', 'project_id', 'dashboard_id', 'visibility'].map(
  column => `${TABLE}.${column}`,
);

/** The same, without nulls, which are never equal. */
const GROUP_KEY = [
  `${TABLE}.workspace_id`,
  ...['project_id', 'dashboard_id'].map(
    column => `coalesce(${TABLE}.${column}, ${TABLE}.workspace_id)`,
  ),
  `${TABLE}.visibility`,
].join(', ');

/** Rows about what somebody has not read: neither archived nor snoozed ones. */
export function unreadOf(
  knex: Knex,
  user_ref: string,
  now: Date,
): Knex.QueryBuilder {
  return (
    knex(TABLE)
      .where(`${TABLE}.user_ref`, user_ref)
      // Not a binding: it decides which index is used.
      .whereRaw(`NOT ${TABLE}.is_archived`)
      .modify(whereAwake, TABLE, now)
  );
}

/** Leaves those that are not snoozed. */
export function whereAwake(
  query: Knex.QueryBuilder,
  table: 'notifications' | 'unread_notifications',
  now: Date,
): void {
  query.where(awake =>
    awake
      .whereNull(`${table}.snoozed_until`)
      .orWhere(`${table}.snoozed_until`, '<=', now),
  );
}

/**
 * How many somebody has not read and may see now, as `unread`. What may be seen
 * is asked once for all that are alike, which are few.
 */
export function selectUnreadCount(
  knex: Knex,
  scope: Seeing,
  now: Date,
): Knex.QueryBuilder {
  const groups = unreadOf(knex, scope.user_ref, now)
    .select(GROUP)
    .count({ of_group: '*' })
    .groupBy(GROUP)
    .as(TABLE);
  const query = knex.from(groups).sum({ unread: 'of_group' });
  whereSeenNow(knex, query, scope, TABLE);
  return query;
}

/**
 * Leaves those that somebody may see now, asking once for all that are alike:
 * for changes of very many.
 *
 * @param rows - from `unreadOf` the person
 */
export function whereGroupSeenNow(
  knex: Knex,
  rows: Knex.QueryBuilder,
  scope: Seeing,
): void {
  const groups = rows.clone().clearSelect().distinct(GROUP).as(TABLE);
  const seen = knex.from(groups).select(knex.raw(GROUP_KEY));
  whereSeenNow(knex, seen, scope, TABLE);
  rows.whereRaw(`(${GROUP_KEY}) IN ?`, [seen]);
}
