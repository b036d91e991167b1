import { Knex } from 'knex';
import { isOneOf } from '../../../database/bulk';
import { forUpdate, isPostgres } from '../../../database/dialect';
import { RecipientDraft, insertFromNotice } from '../dispatch/insertCopies';

const TABLE = 'unread_notifications';

/** What both tables have of a notification. */
const SHARED = [
  'id',
  'user_ref',
  'notice_id',
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

/** Ids of notices are in the order in which things happened. */
const IS_LATER = `excluded.notice_id > ${TABLE}.notice_id`;

/**
 * What follows the rows of copies: those that somebody has not read yet take the
 * later notice and count. A snoozed one stays away until it comes back.
 */
const COUNT_INSTEAD = `
  ON CONFLICT (user_ref, workspace_id, dedupe_key) WHERE dedupe_key IS NOT NULL
  DO UPDATE SET
    count = ${TABLE}.count + 1,
    ${['notice_id', 'project_id', 'dashboard_id', 'visibility', 'type']
      .map(
        column =>
          `${column} = CASE WHEN ${IS_LATER} THEN excluded.${column} ELSE ${TABLE}.${column} END`,
      )
      .join(', ')},
    sort_at = CASE WHEN ${TABLE}.sort_at > excluded.sort_at
      THEN ${TABLE}.sort_at ELSE excluded.sort_at END
  RETURNING id, user_ref, count`;

/**
 * The table of unread notifications: one is read when it has no row here. Whoever
 * changes both tables comes here first, so that nobody waits for each other.
 */
export class UnreadStore {
  /**
   * Has others wait who are about to read, mark or count these.
   *
   * @param user_ref - leaves alone what is of anybody else
   */
  async lock(
    tx: Knex,
    ids: readonly string[],
    user_ref?: string,
  ): Promise<void> {
    const rows = tx(TABLE)
      .select('id')
      .whereRaw(...isOneOf(tx, 'id', ids))
      .orderBy('id');
    if (user_ref !== undefined) {
      rows.where({ user_ref });
    }
    await forUpdate(rows);
  }

  /** Makes notifications unread. */
  async add(tx: Knex, ids: readonly string[]): Promise<void> {
    const [condition, bindings] = isOneOf(tx, 'id', ids);
    await tx.raw(
      `INSERT INTO ${TABLE} (${SHARED})
       SELECT ${SHARED} FROM notifications WHERE ${condition}
       ON CONFLICT (id) DO NOTHING`,
      bindings,
    );
  }

  /**
   * Makes copies of a notice unread that are about to be written. Where somebody
   * has not read one with the same key, that one takes the notice and counts.
   *
   * @returns of each person the copy that is unread now, with its count
   */
  async addOrCount(
    tx: Knex,
    notice_id: string,
    drafts: readonly RecipientDraft[],
  ): Promise<Array<{ id: string; user_ref: string; count: number }>> {
    const { sql, bindings } = insertFromNotice(tx, TABLE, notice_id, drafts, {
      dedupe_key: 'notification_events.dedupe_key',
    });
    const answer = await tx.raw(`${sql} ${COUNT_INSTEAD}`, bindings);
    return isPostgres(tx) ? answer.rows : answer;
  }

  /** Makes notifications read. */
  async delete(tx: Knex, ids: readonly string[]): Promise<void> {
    await tx(TABLE)
      .whereRaw(...isOneOf(tx, 'id', ids))
      .delete();
  }

  /** Takes on where people have put notifications. An archived one never counts. */
  async move(tx: Knex, ids: readonly string[]): Promise<void> {
    const [condition, bindings] = isOneOf(tx, `${TABLE}.id`, ids);
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
}
