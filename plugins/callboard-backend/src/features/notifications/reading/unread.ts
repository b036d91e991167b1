import { Knex } from 'knex';
import { UserScope } from '../../../core/resources/VisibilityScope';
import { whereStillAccessible } from './whereStillAccessible';

const TABLE = 'unread_notifications';

/** The columns that determine whether a user may see a notification. */
const GROUP = ['workspace_id', 'project_id', 'dashboard_id', 'visibility'].map(
  column => `${TABLE}.${column}`,
);

/** The same columns without nulls, because nulls are never equal. */
const GROUP_KEY = [
  `${TABLE}.workspace_id`,
  ...['project_id', 'dashboard_id'].map(
    column => `coalesce(${TABLE}.${column}, ${TABLE}.workspace_id)`,
  ),
  `${TABLE}.visibility`,
].join(', ');

/** Selects a user's unread rows that are neither archived nor snoozed. */
export function selectUnreadRows(
  knex: Knex,
  user_ref: string,
  now: Date,
): Knex.QueryBuilder {
  return (
    knex(TABLE)
      .where(`${TABLE}.user_ref`, user_ref)
      // Not a binding, so that the planner can choose a partial index.
      .whereRaw(`NOT ${TABLE}.is_archived`)
      .modify(whereNotSnoozed, TABLE, now)
  );
}

/** Excludes snoozed notifications. */
export function whereNotSnoozed(
  query: Knex.QueryBuilder,
  table: 'notifications' | 'unread_notifications',
  now: Date,
): void {
  query.where(either =>
    either
      .whereNull(`${table}.snoozed_until`)
      .orWhere(`${table}.snoozed_until`, '<=', now),
  );
}

/**
 * Counts a user's visible unread notifications as `unread`. Groups the rows by the columns that
 * determine visibility, and checks each of the few groups once.
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
 * Restricts a bulk update to rows that the user may still see. Checks each group of rows once, like
 * `selectUnreadCount`.
 *
 * @param rows - a query from `selectUnreadRows`
 */
export function whereGroupStillAccessible(
  knex: Knex,
  rows: Knex.QueryBuilder,
  scope: UserScope,
): void {
  const groups = rows.clone().clearSelect().distinct(GROUP).as(TABLE);
  const seen = knex.from(groups).select(knex.raw(GROUP_KEY));
  whereStillAccessible(knex, seen, scope, TABLE);
  rows.whereRaw(`(${GROUP_KEY}) IN ?`, [seen]);
}
