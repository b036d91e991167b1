import { Knex } from 'knex';
import { inListSql, jsonObjectsSql } from '../../../database/bulk';
import { lockForUpdate } from '../../../database/locks';
import { queryRows } from '../../../database/statements';
import { UserScope } from '../../../core/resources/VisibilityScope';
import { whereItemExists, whereStillAccessible } from './whereStillAccessible';

/**
 * The table of unread notifications: a notification without a row in it has been read.
 * Transactions change this table before `notifications`, which prevents deadlocks.
 */
const TABLE = 'unread_notifications';

/** The columns that determine whether a user may see a notification. */
const ACCESS_COLUMNS = [
  'workspace_id',
  'project_id',
  'dashboard_id',
  'visibility',
].map(column => `${TABLE}.${column}`);

/** The access columns with nulls replaced, because SQL never treats nulls as equal. */
const ACCESS_KEY = [
  `${TABLE}.workspace_id`,
  ...['project_id', 'dashboard_id'].map(
    column => `coalesce(${TABLE}.${column}, ${TABLE}.workspace_id)`,
  ),
  `${TABLE}.visibility`,
].join(', ');

/**
 * Selects a user's unread rows. Excludes archived and snoozed notifications, and notifications
 * about deleted items.
 */
export function selectUnreadRows(
  knex: Knex,
  user_ref: string,
  now: Date,
): Knex.QueryBuilder {
  return (
    knex(TABLE)
      .where(`${TABLE}.user_ref`, user_ref)
      // A literal instead of a binding lets the planner choose a partial index.
      .whereRaw(`NOT ${TABLE}.is_archived`)
      .modify(whereNotSnoozed, TABLE, now)
      .modify(whereItemExists, TABLE)
  );
}

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
    .select(ACCESS_COLUMNS)
    .count({ group_size: '*' })
    .groupBy(ACCESS_COLUMNS)
    .as(TABLE);
  const query = knex.from(groups).sum({ unread: 'group_size' });
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
  const groups = rows.clone().clearSelect().distinct(ACCESS_COLUMNS).as(TABLE);
  const accessibleGroups = knex.from(groups).select(knex.raw(ACCESS_KEY));
  whereStillAccessible(knex, accessibleGroups, scope, TABLE);
  rows.whereRaw(`(${ACCESS_KEY}) IN ?`, [accessibleGroups]);
}

/** The columns that this table and `notifications` have in common. */
const SHARED_COLUMNS = [
  'id',
  'user_ref',
  'notification_event_id',
  'workspace_id',
  'project_id',
  'dashboard_id',
  'visibility',
  'type',
  'is_archived',
  'snoozed_until',
  'sort_at',
  'count',
].join(', ');

/** SQL for "the new event is later than the stored event". Ids of events increase with time. */
const IS_LATER = `excluded.notification_event_id > ${TABLE}.notification_event_id`;

/**
 * If the user already has an unread notification with the same dedupe key, increases its count and
 * links it to the later event. A snoozed notification stays hidden until its snooze ends.
 */
const ON_CONFLICT_COUNT = `
  ON CONFLICT (user_ref, workspace_id, dedupe_key) WHERE dedupe_key IS NOT NULL
  DO UPDATE SET
    count = ${TABLE}.count + 1,
    ${[
      'notification_event_id',
      'project_id',
      'dashboard_id',
      'visibility',
      'type',
    ]
      .map(
        column =>
          `${column} = CASE WHEN ${IS_LATER} THEN excluded.${column} ELSE ${TABLE}.${column} END`,
      )
      .join(', ')},
    sort_at = CASE WHEN ${TABLE}.sort_at > excluded.sort_at
      THEN ${TABLE}.sort_at ELSE excluded.sort_at END
  RETURNING id, user_ref, count`;

/**
 * Locks unread rows, so that other transactions neither mark these notifications nor increase their
 * counts.
 *
 * @param user_ref - locks only rows of this user
 */
export async function lockUnreadRows(
  tx: Knex,
  ids: readonly string[],
  user_ref?: string,
): Promise<void> {
  const rows = tx(TABLE)
    .select('id')
    .whereRaw(...inListSql(tx, 'id', ids))
    .orderBy('id');
  if (user_ref !== undefined) {
    rows.where({ user_ref });
  }
  await lockForUpdate(rows);
}

/** Makes notifications unread. The new rows have no dedupe key. */
export async function addUnreadRows(
  tx: Knex,
  ids: readonly string[],
): Promise<void> {
  const [condition, bindings] = inListSql(tx, 'id', ids);
  await tx.raw(
    `INSERT INTO ${TABLE} (${SHARED_COLUMNS})
     SELECT ${SHARED_COLUMNS} FROM notifications WHERE ${condition}
     ON CONFLICT (id) DO NOTHING`,
    bindings,
  );
}

/**
 * Makes notifications unread again, with the dedupe keys of their events, so that later events
 * increase their counts. If several notifications have events with the same key, only one row gets
 * the key: the row that already exists, or else the row of the latest event.
 */
export async function restoreUnreadRows(
  tx: Knex,
  ids: readonly string[],
): Promise<void> {
  const [condition, bindings] = inListSql(tx, 'notifications.id', ids);
  await tx.raw(
    `INSERT INTO ${TABLE} (${SHARED_COLUMNS}, dedupe_key)
     SELECT ${SHARED_COLUMNS}, (
       SELECT dedupe_key FROM notification_events
       WHERE notification_events.id = notifications.notification_event_id
     )
     FROM notifications WHERE ${condition} AND NOT notifications.is_archived
     ORDER BY notifications.notification_event_id DESC
     ON CONFLICT DO NOTHING`,
    bindings,
  );
  // Adds archived notifications, and notifications whose key another row has, without a key.
  await addUnreadRows(tx, ids);
}

export interface RecipientDraft {
  id: string;
  user_ref: string;
  visibility: number;
}

/** The columns that `insertFromEvent` fills in both tables, with the SQL of their values. */
const COLUMN_VALUES = {
  notification_event_id: 'notification_events.id',
  workspace_id: 'notification_events.workspace_id',
  project_id: 'notification_events.project_id',
  dashboard_id: 'notification_events.dashboard_id',
  type: 'notification_events.type',
  is_archived: 'false',
  sort_at: 'notification_events.created_at',
  count: '1',
};

/**
 * Builds the INSERT statement for recipients. Most columns come from the notification event, so the
 * number of bindings does not grow with the rows.
 *
 * @param extraValues - further columns, with the SQL of their values
 */
export function insertFromEvent(
  knex: Knex,
  table: 'notifications' | 'unread_notifications',
  notification_event_id: string,
  drafts: readonly RecipientDraft[],
  extraValues: Record<string, string>,
): { sql: string; bindings: string[] } {
  const columns = { ...COLUMN_VALUES, ...extraValues };
  const draftsTable = jsonObjectsSql(knex, 'drafts', {
    id: 'uuid',
    user_ref: 'text',
    visibility: 'smallint',
  });
  const names = Object.keys(columns).join(', ');
  const values = Object.values(columns).join(', ');
  return {
    sql: `INSERT INTO ${table} (id, user_ref, visibility, ${names})
      SELECT drafts.id, drafts.user_ref, drafts.visibility, ${values}
      FROM ${draftsTable} CROSS JOIN notification_events WHERE notification_events.id = ?`,
    bindings: [JSON.stringify(drafts), notification_event_id],
  };
}

/**
 * For each recipient, adds an unread row, or increases the count of the unread notification that
 * has the event's dedupe key.
 *
 * @returns each user's unread notification, with its count
 */
export async function addOrCountUnreadRows(
  tx: Knex,
  notification_event_id: string,
  drafts: readonly RecipientDraft[],
): Promise<Array<{ id: string; user_ref: string; count: number }>> {
  const { sql, bindings } = insertFromEvent(
    tx,
    TABLE,
    notification_event_id,
    drafts,
    {
      dedupe_key: 'notification_events.dedupe_key',
    },
  );
  return queryRows(tx, `${sql} ${ON_CONFLICT_COUNT}`, bindings);
}

/** Marks notifications as read. */
export async function deleteUnreadRows(
  tx: Knex,
  ids: readonly string[],
): Promise<void> {
  await tx(TABLE)
    .whereRaw(...inListSql(tx, 'id', ids))
    .delete();
}

/** Deletes the rows of archived notifications, and returns their ids. */
export async function deleteArchivedUnreadRows(
  tx: Knex,
  ids: readonly string[],
): Promise<string[]> {
  const [condition, bindings] = inListSql(tx, 'id', ids);
  const rows: Array<{ id: string }> = await queryRows(
    tx,
    `DELETE FROM ${TABLE} WHERE ${condition} AND is_archived RETURNING id`,
    bindings,
  );
  return rows.map(({ id }) => id);
}

/**
 * Copies the archived and snoozed states from `notifications`. Archived notifications lose their
 * key, so that their count never increases.
 */
export async function copyStatesToUnreadRows(
  tx: Knex,
  ids: readonly string[],
): Promise<void> {
  const [condition, bindings] = inListSql(tx, `${TABLE}.id`, ids);
  await tx.raw(
    `UPDATE ${TABLE} SET
       is_archived = notifications.is_archived,
       snoozed_until = notifications.snoozed_until,
       sort_at = notifications.sort_at,
       dedupe_key = CASE WHEN notifications.is_archived THEN NULL ELSE dedupe_key END
     FROM notifications
     WHERE notifications.id = ${TABLE}.id AND ${condition}`,
    bindings,
  );
}
