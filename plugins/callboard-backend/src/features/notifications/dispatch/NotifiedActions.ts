import { Knex } from 'knex';
import { insertMany, inListSql } from '../../../database/bulk';
import { NotificationEventRow } from './NotificationEventRow';

/**
 * Records who was notified of an action that causes several notification events, so that
 * nobody is notified twice. Recipients cannot tell: a counted one refers to a later action.
 */
export class NotifiedActions {
  /**
   * Returns those whom no earlier event of the same action has notified.
   *
   * @returns in the order of `people`
   */
  async listPending(
    tx: Knex,
    { id, action_id, audience }: NotificationEventRow,
    people: readonly string[],
  ): Promise<readonly string[]> {
    if (action_id === null || !audience.unless_notified) {
      return people;
    }
    const refs: string[] = await tx('notified_actions')
      .whereIn(
        'notification_event_id',
        tx('notification_events').select('id').where({ action_id }),
      )
      .whereNot({ notification_event_id: id })
      .whereRaw(...inListSql(tx, 'user_ref', people, 'text'))
      .pluck('user_ref');
    const notified = new Set(refs);
    return people.filter(ref => !notified.has(ref));
  }

  /**
   * Records whom an event has notified, while later events of its action remain.
   *
   * @param isLast - whether the whole audience of the event has been processed
   */
  async note(
    tx: Knex,
    { id, action_id }: NotificationEventRow,
    notified: readonly string[],
    isLast: boolean,
  ): Promise<void> {
    if (action_id === null) {
      return;
    }
    // Events are processed in the order of their ids.
    const later = await tx('notification_events')
      .where({ action_id })
      .where('id', '>', id)
      .first('id');
    if (later) {
      await insertMany(
        tx,
        'notified_actions',
        notified.map(user_ref => ({ notification_event_id: id, user_ref })),
      );
    } else if (isLast) {
      await tx('notified_actions')
        .whereIn(
          'notification_event_id',
          tx('notification_events').select('id').where({ action_id }),
        )
        .delete();
    }
  }
}
