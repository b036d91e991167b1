import { NotFoundError } from '@backstage/errors';
import { NotificationPatch } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Clock } from '../../../clock';
import { Sight } from '../../../core/things/Sight';
import { isOneOf } from '../../../database/bulk';
import { isPostgres } from '../../../database/dialect';
import { InvalidRequestError } from '../../../http/errors';
import { unreadOf, whereGroupSeenNow } from '../reading/unread';
import { whereSeenNow } from '../reading/whereSeenNow';

/** People's marks on their notifications. */
export class NotificationMarks {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      /** Called after the commit of marks that somebody made. */
      onMarked: (user_ref: string) => void;
      /** Has somebody told when a snooze ends. */
      wakeAt: (
        tx: Knex.Transaction,
        user_ref: string,
        at: number,
      ) => Promise<void>;
    },
  ) {}

  /**
   * Marks one notification.
   *
   * @throws NotFoundError for one that is not theirs, or that they may not see
   * @throws InvalidRequestError for a snooze that ends in the past
   */
  async mark(
    sight: Sight,
    id: string,
    patch: NotificationPatch,
  ): Promise<void> {
    if ((await this.markMany(sight, [id], patch)) === 0) {
      throw new NotFoundError(`There is no notification ${id}`);
    }
  }

  /**
   * Marks those of some notifications that are theirs and that they may see.
   *
   * @returns how many
   * @throws InvalidRequestError for a snooze that ends in the past
   */
  async markMany(
    sight: Sight,
    ids: readonly string[],
    patch: NotificationPatch,
  ): Promise<number> {
    const { knex, clock, onMarked, wakeAt } = this.deps;
    const now = clock.now();
    const columns = columnsOf(knex, patch, now);
    const marked = await knex.transaction(async tx => {
      const query = tx('notifications')
        .where('notifications.user_ref', sight.user_ref)
        .whereRaw(...isOneOf(tx, 'notifications.id', ids));
      whereSeenNow(tx, query, sight);
      const count = await query.update({
        ...columns,
        marked_at: new Date(now),
      });
      if (patch.snoozed_until && count > 0) {
        await wakeAt(tx, sight.user_ref, Date.parse(patch.snoozed_until));
      }
      return count;
    });
    if (marked > 0) {
      onMarked(sight.user_ref);
    }
    return marked;
  }

  /**
   * Marks as read what somebody had been told when they asked. What is told or
   * counts again meanwhile stays unread, even if this has to wait for it.
   *
   * @param before - only what was told before, milliseconds since 1970
   * @returns how many
   */
  async markAllRead(
    sight: Sight,
    { before, type }: { before?: number; type?: string },
  ): Promise<number> {
    const { knex, clock, onMarked } = this.deps;
    const now = clock.now();
    const asked = unreadOf(knex, sight.user_ref, now);
    if (before !== undefined) {
      asked.where('notifications.sort_at', '<', new Date(before));
    }
    if (type !== undefined) {
      asked.where('notifications.type', type);
    }
    whereGroupSeenNow(knex, asked, sight);
    asked.select('notifications.id', 'notifications.count');
    // A row that somebody else is changing is looked at again once they are done:
    // then it has another count than it had when this was asked for.
    const answer = await knex.raw(
      `WITH asked AS MATERIALIZED ?
       UPDATE notifications
       SET is_read = ?, dedupe_key = NULL, marked_at = ?
       FROM asked
       WHERE notifications.id = asked.id
         AND notifications.count = asked.count
         AND NOT notifications.is_read
       RETURNING notifications.id`,
      [asked, true, new Date(now)],
    );
    const { length } = isPostgres(knex) ? answer.rows : answer;
    if (length > 0) {
      onMarked(sight.user_ref);
    }
    return length;
  }
}

/** What changes with a mark. */
function columnsOf(knex: Knex, patch: NotificationPatch, now: number) {
  const { is_read, is_archived, snoozed_until } = patch;
  if (snoozed_until && Date.parse(snoozed_until) <= now) {
    throw new InvalidRequestError([
      { field: 'body.snoozed_until', reason: 'must be in the future' },
    ]);
  }
  // It comes back where it would have come back by itself: at the top.
  const ended = {
    snoozed_until: null,
    sort_at: knex.raw('CASE WHEN snoozed_until > ? THEN ? ELSE sort_at END', [
      new Date(now),
      new Date(now),
    ]),
  };
  return {
    ...(is_read !== undefined && { is_read }),
    ...(is_read && { dedupe_key: null, ...ended }),
    ...(is_archived !== undefined && { is_archived }),
    ...(snoozed_until === null && ended),
    ...(snoozed_until && {
      snoozed_until: new Date(snoozed_until),
      sort_at: new Date(snoozed_until),
      // It comes back unread, wherever it was.
      is_read: false,
      is_archived: false,
    }),
    ...(is_archived && { is_archived, dedupe_key: null, ...ended }),
  };
}
