import { Knex } from 'knex';
import { insertMany, isOneOf } from '../../../database/bulk';
import { NoticeRow } from './NoticeRow';

/**
 * Who has been told of acts that several notices tell of, so that nobody is told of
 * one twice. Copies do not say: one that counts takes on the notice of a later act.
 */
export class NotifiedActions {
  /**
   * Those of some people whom no other notice has told of the same act, where that
   * one comes first.
   *
   * @returns in the order of `people`
   */
  async listPending(
    tx: Knex,
    { id, act_id, audience }: NoticeRow,
    people: readonly string[],
  ): Promise<readonly string[]> {
    if (act_id === null || !audience.unless_notified) {
      return people;
    }
    const refs: string[] = await tx('notified_actions')
      .whereIn(
        'notice_id',
        tx('notification_events').select('id').where({ act_id }),
      )
      .whereNot({ notice_id: id })
      .whereRaw(...isOneOf(tx, 'user_ref', people, 'text'))
      .pluck('user_ref');
    const notified = new Set(refs);
    return people.filter(ref => !notified.has(ref));
  }

  /**
   * Remembers whom a notice has told, as long as others of its act are to come.
   *
   * @param isLast - whether everybody has had their turn whom the notice is for
   */
  async note(
    tx: Knex,
    { id, act_id }: NoticeRow,
    notified: readonly string[],
    isLast: boolean,
  ): Promise<void> {
    if (act_id === null) {
      return;
    }
    // They are handed out in the order of their ids.
    const later = await tx('notification_events')
      .where({ act_id })
      .where('id', '>', id)
      .first('id');
    if (later) {
      await insertMany(
        tx,
        'notified_actions',
        notified.map(user_ref => ({ notice_id: id, user_ref })),
      );
    } else if (isLast) {
      await tx('notified_actions')
        .whereIn(
          'notice_id',
          tx('notification_events').select('id').where({ act_id }),
        )
        .delete();
    }
  }
}
