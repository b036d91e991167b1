import { Knex } from 'knex';
import { UserScope } from '../../../core/resources/VisibilityScope';
import { whereStillAccessible } from './whereStillAccessible';

const TABLE = 'unread_notifications';

/** The columns that determine whether a user may see a notification. */
const GROUP = ['workspace_id', 'project_id', 'dashboard_id', 'visibility'].map(
  column => `${TABLE}.${column}`,
);

/** The same without nulls, which are never equal. */
const GROUP_KEY = [
  `${TABLE}.workspace_id`,
  ...['project_id', 'dashboard_id'].map(
    column => `coalesce(${TABLE}.${column}, ${TABLE}.workspace_id)`,
  ),
  `${TABLE}.visibility`,
].join(', ');

/** A user's unread rows that are neither archived nor snoozed. */
export function selectUnreadRows(
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

/** Excludes snoozed notifications. */
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
 * Counts a user's visible unread notifications as `unread`. Checks visibility once per group
 * of equal rows, of which few exist.
 */
export function selectUnreadCount(
  knex: Knex,
  scope: UserScope,
  now: Date,
): Knex.QueryBuilder {
  const groups = selectUnreadRows(knex, scope.user_ref, now)
    .select(GROUP)
    .count({ of_group: '*' })
    .groupBy(GROUP)
    .as(TABLE);
  const query = knex.from(groups).sum({ unread: 'of_group' });
  whereStillAccessible(knex, query, scope, TABLE);
  return query;
}

/**
 * Filters to rows that a user may see now. Checks visibility once per group of equal rows,
 * for bulk updates.
 *
 * @param rows - from `selectUnreadNotifications` the person
 */
export function whereGroupSeenNow(
  knex: Knex,
  rows: Knex.QueryBuilder,
  scope: UserScope,
): void {
  const groups = rows.clone().clearSelect().distinct(GROUP).as(TABLE);
  const seen = knex.from(groups).select(knex.raw(GROUP_KEY));
  whereStillAccessible(knex, seen, scope, TABLE);
  rows.whereRaw(`(${GROUP_KEY}) IN ?`, [seen]);
}
