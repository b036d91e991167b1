import { Knex } from 'knex';
import { partition } from 'lodash';
import { insertReturning, inListSql } from '../../database/bulk';
import { lockForShare } from '../../database/locks';
import { DigestSpan } from './MailSource';

/** The id of a delivered notification, and its recipient. */
export interface DeliveredNotification {
  notification_id: string;
  user_ref: string;
}

/**
 * Stores notifications that are delivered only after the digest of their period was queued, so that
 * the next digest contains them. They are late because large audiences are processed in steps and
 * queues can be long.
 */
export class DigestBackfill {
  /**
   * Records the notification of an event for recipients whose current digest period began after the
   * event. Their next digests are queued only after this transaction ends, so no digest misses a
   * concurrent notification.
   *
   * @param at - the time of the event, ISO 8601
   */
  async record(
    tx: Knex.Transaction,
    notifications: readonly DeliveredNotification[],
    at: string,
  ): Promise<void> {
    if (notifications.length === 0) {
      return;
    }
    const people = notifications.map(({ user_ref }) => user_ref);
    const schedules: Array<{ user_ref: string; since: Date | number }> =
      await lockForShare(
        tx('digests')
          .select('user_ref', 'since')
          .whereRaw(...inListSql(tx, 'user_ref', people, 'text')),
      );
    const moment = Date.parse(at);
    const periodStarts = new Map(
      schedules
        .map(({ user_ref, since }) => [user_ref, new Date(since)] as const)
        .filter(([, since]) => since.getTime() > moment),
    );
    const rows = notifications.flatMap(({ user_ref, notification_id }) => {
      const since = periodStarts.get(user_ref);
      return since ? [{ user_ref, since, notification_id }] : [];
    });
    await insertReturning(
      tx,
      { table: 'digest_backfill', rows },
      'ON CONFLICT DO NOTHING RETURNING notification_id',
    );
  }

  /**
   * Returns the ids of the recorded notifications that belong to a user's digest, and of those that
   * belong to later digests. Later digests may exist by the time this one is sent.
   *
   * @param since - the start of the digest's period, ISO 8601
   */
  async readEntries(
    knex: Knex,
    user_ref: string,
    since: string,
  ): Promise<Pick<DigestSpan, 'digestBackfill' | 'later'>> {
    const begin = new Date(since);
    const rows: Array<{ notification_id: string; since: Date | number }> =
      await knex('digest_backfill')
        .select('notification_id', 'since')
        .where({ user_ref })
        .where('since', '>=', begin);
    const [own, others] = partition(
      rows,
      row => new Date(row.since).getTime() === begin.getTime(),
    );
    const getNotificationIds = (entries: typeof rows) =>
      entries.map(({ notification_id }) => notification_id);
    return {
      digestBackfill: getNotificationIds(own),
      later: getNotificationIds(others),
    };
  }

  /** Deletes entries of periods that began before an instant. */
  async prune(knex: Knex, before: number): Promise<void> {
    await knex('digest_backfill')
      .where('since', '<', new Date(before))
      .delete();
  }
}
