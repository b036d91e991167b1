import { NotificationPatch } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { omit } from 'lodash';
import { Clock } from '../../../kernel/clock';
import { VisibilityScope } from '../../../core/resources/VisibilityScope';
import { inListSql } from '../../../database/bulk';
import { InvalidRequestError } from '../../../http/errors';
import {
  copyStatesToUnreadRows,
  deleteArchivedUnreadRows,
  deleteUnreadRows,
  lockUnreadRows,
  restoreUnreadRows,
  selectUnreadRows,
  whereGroupStillAccessible,
} from './unread';
import { whereStillAccessible } from './whereStillAccessible';

export class NotificationStates {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      /** Called after changes to a user's notifications are committed. */
      onMarked: (user_ref: string) => void;
      /** Schedules a live update for the end of a snooze. */
      scheduleSnoozeEnd: (
        tx: Knex.Transaction,
        user_ref: string,
        at: number,
      ) => Promise<void>;
    },
  ) {}

  /**
   * Marks notifications; skips those that are not the user's or are not visible to them. Archived
   * notifications are not snoozed, even if the patch does both.
   *
   * @returns the number of marked notifications
   * @throws InvalidRequestError for a snooze that ends in the past
   */
  async updateMany(
    scope: VisibilityScope,
    ids: readonly string[],
    input: NotificationPatch,
  ): Promise<number> {
    const { knex, clock, onMarked, scheduleSnoozeEnd } = this.deps;
    const patch: NotificationPatch = input.is_archived
      ? omit(input, 'snoozed_until')
      : input;
    const now = clock.now();
    const columns = toPatchColumns(knex, input, now);
    const marked = await knex.transaction(async tx => {
      await lockUnreadRows(tx, ids, scope.user_ref);
      const query = tx('notifications')
        .where('notifications.user_ref', scope.user_ref)
        .whereRaw(...inListSql(tx, 'notifications.id', ids));
      whereStillAccessible(tx, query, scope);
      const rows = await query.update(
        { ...columns, marked_at: new Date(now) },
        ['id'],
      );
      if (rows.length > 0) {
        await updateUnreadRows(
          tx,
          rows.map(({ id }) => id),
          patch,
        );
        if (patch.snoozed_until) {
          await scheduleSnoozeEnd(
            tx,
            scope.user_ref,
            Date.parse(patch.snoozed_until),
          );
        }
      }
      return rows.length;
    });
    if (marked > 0) {
      onMarked(scope.user_ref);
    }
    return marked;
  }

  /**
   * Marks all visible notifications as read, except archived and snoozed ones. A notification that
   * arrives or whose count increases while this call waits for locks stays unread.
   *
   * @param before - marks only notifications from before this time, in milliseconds since 1970
   * @returns the number of marked notifications
   */
  async markAllRead(
    scope: VisibilityScope,
    { before, type }: { before?: number; type?: string },
  ): Promise<number> {
    const { knex, clock, onMarked } = this.deps;
    const now = new Date(clock.now());
    const created_before = before === undefined ? now : new Date(before);
    const marked = await knex.transaction(async tx => {
      const unreadQuery = selectUnreadRows(tx, scope.user_ref, now);
      if (before !== undefined) {
        unreadQuery.where('unread_notifications.sort_at', '<', created_before);
      }
      if (type !== undefined) {
        unreadQuery.where('unread_notifications.type', type);
      }
      whereGroupStillAccessible(tx, unreadQuery, scope);
      whereUnchanged(tx, unreadQuery, scope.user_ref);
      const count = await unreadQuery.delete();
      if (count > 0) {
        await tx('notification_readings').insert({
          user_ref: scope.user_ref,
          read_at: now,
          created_before,
          type: type ?? null,
        });
      }
      return count;
    });
    if (marked > 0) {
      onMarked(scope.user_ref);
    }
    return marked;
  }
}

async function updateUnreadRows(
  tx: Knex.Transaction,
  ids: readonly string[],
  { is_read, is_archived, snoozed_until }: NotificationPatch,
): Promise<void> {
  // A snooze outweighs `is_read`: at its end, the notification must appear as unread.
  if (is_read && !snoozed_until) {
    await deleteUnreadRows(tx, ids);
    return;
  }
  // Rows of archived notifications have no dedupe key. Deletes them to add them again with a key.
  const unarchivedIds =
    is_archived === false || snoozed_until
      ? await deleteArchivedUnreadRows(tx, ids)
      : [];
  const restoredIds = is_read === false || snoozed_until ? ids : unarchivedIds;
  if (restoredIds.length > 0) {
    await restoreUnreadRows(tx, restoredIds);
  }
  await copyStatesToUnreadRows(tx, ids);
}

/**
 * Skips notifications whose count has increased since the statement began. PostgreSQL rechecks the
 * condition for rows that another transaction has changed in the meantime. The subquery omits
 * notifications with a count of 1, which are the most frequent.
 */
function whereUnchanged(
  tx: Knex.Transaction,
  unread: Knex.QueryBuilder,
  user_ref: string,
): void {
  const counted = tx('unread_notifications as counted')
    .select('counted.id', 'counted.count')
    .where('counted.user_ref', user_ref)
    .whereRaw('NOT counted.is_archived AND counted.count > 1');
  unread.whereRaw(
    '(unread_notifications.count = 1 OR (unread_notifications.id, unread_notifications.count) IN ?)',
    [counted],
  );
}

function toPatchColumns(knex: Knex, patch: NotificationPatch, now: number) {
  const { is_read, is_archived, snoozed_until } = patch;
  if (snoozed_until && Date.parse(snoozed_until) <= now) {
    throw new InvalidRequestError([
      { field: 'body.snoozed_until', reason: 'must be in the future' },
    ]);
  }
  // Moves a snoozed notification to the top of the list, as the regular end of a snooze does.
  const endSnooze = {
    snoozed_until: null,
    sort_at: knex.raw('CASE WHEN snoozed_until > ? THEN ? ELSE sort_at END', [
      new Date(now),
      new Date(now),
    ]),
  };
  return {
    ...((is_read || is_archived || snoozed_until === null) && endSnooze),
    ...(is_archived !== undefined && { is_archived }),
    ...(snoozed_until &&
      !is_archived && {
        snoozed_until: new Date(snoozed_until),
        sort_at: new Date(snoozed_until),
        is_archived: false,
      }),
  };
}
