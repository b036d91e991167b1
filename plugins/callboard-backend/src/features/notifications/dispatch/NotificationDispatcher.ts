import { Knex } from 'knex';
import { map, uniq } from 'lodash';
import { insertMany } from '../../../database/bulk';
import { createId } from '../../../database/ids';
import { toNotificationEventColumns } from './NotificationEventRow';
import { NotificationEvent } from './NotificationEvent';
import { lockUnreadRows } from '../reading/unread';
import { NotificationTypes } from '../rules/NotificationTypes';

export interface FanOutJob {
  notification_event_id: string;
  /** The last processed user, in the order of references; null before the first. */
  after: string | null;
}

/** Creates notification events, at a cost that does not depend on the size of the audience. */
export class NotificationDispatcher {
  constructor(
    private readonly deps: {
      types: Pick<NotificationTypes, 'get'>;
      /** Queues the fan-out of events after the commit; events of one action run in order. */
      enqueue: (
        tx: Knex.Transaction,
        jobs: ReadonlyArray<FanOutJob & { action_id: string | null }>,
      ) => Promise<void>;
      /** Notifies browsers that users' notifications have changed. */
      signal: (user_refs: readonly string[]) => void;
    },
  ) {}

  /**
   * Deletes the events with the given keys, and the notifications of these events, even while the
   * fan-out is pending.
   */
  async withdraw(
    tx: Knex.Transaction,
    workspace_id: string,
    dedupe_keys: readonly string[],
  ): Promise<void> {
    const ids: string[] = await tx('notification_events')
      .where({ workspace_id })
      .whereIn('dedupe_key', dedupe_keys)
      .pluck('id');
    const recipients: Array<{ id: string; user_ref: string }> = await tx(
      'notifications',
    )
      .select('id', 'user_ref')
      .whereIn('notification_event_id', ids);
    // The deletion reaches unread rows last, but marking locks them first.
    await lockUnreadRows(tx, map(recipients, 'id'));
    const user_refs = uniq(map(recipients, 'user_ref'));
    await tx('notification_events').whereIn('id', ids).delete();
    tx.executionPromise.then(
      () => this.deps.signal(user_refs),
      () => {},
    );
  }

  /**
   * Creates notification events in the transaction, by bulk inserts. The fan-out resolves their
   * audiences afterwards.
   *
   * @returns the ids of the notification events
   */
  async notify(
    tx: Knex.Transaction,
    events: readonly NotificationEvent[],
  ): Promise<string[]> {
    if (events.length === 0) {
      return [];
    }
    const { types, enqueue } = this.deps;
    const rows = events.map(notificationEvent =>
      toNotificationEventColumns({
        ...notificationEvent,
        id: createId(notificationEvent.at),
        is_mandatory: types.get(notificationEvent.type).is_mandatory,
      }),
    );
    await insertMany(tx, 'notification_events', rows);
    await enqueue(
      tx,
      rows.map(({ id, action_id }) => ({
        notification_event_id: id,
        after: null,
        action_id,
      })),
    );
    return rows.map(({ id }) => id);
  }
}
