import { Knex } from 'knex';
import { insertMany } from '../../../database/bulk';
import { newId } from '../../../database/ids';
import { FanOutJob } from './FanOutJob';
import { noticeColumns } from './NoticeRow';
import { NotificationEvent } from './NotificationEvent';

/** Tells people things: cheap, however many they are. */
export class NotificationDispatcher {
  constructor(
    private readonly deps: {
      /** Whether nobody can mute a type. */
      isMandatory: (type: string) => boolean;
      /** Has notices handed out after the commit: those of one act in order. */
      enqueue: (
        tx: Knex.Transaction,
        jobs: ReadonlyArray<FanOutJob & { act_id: string | null }>,
      ) => Promise<void>;
      /** Tells browsers that the notifications of people have changed. */
      signal: (user_refs: readonly string[]) => void;
    },
  ) {}

  /** Deletes notices with their copies, of which some may still be handed out. */
  async withdraw(
    tx: Knex.Transaction,
    workspace_id: string,
    dedupe_keys: readonly string[],
  ): Promise<void> {
    const ids: string[] = await tx('notification_events')
      .where({ workspace_id })
      .whereIn('dedupe_key', dedupe_keys)
      .pluck('id');
    const result: string[] = await tx('notifications')
      .whereIn('notice_id', ids)
      .distinct('user_ref')
      .pluck('user_ref');
    await tx('notification_events').whereIn('id', ids).delete();
    tx.executionPromise.then(
      () => this.deps.signal(result),
      () => {},
    );
  }

  /**
   * Tells all of it if the transaction commits, else nothing. Two statements,
   * however much it is; who hears of it is found out afterwards.
   *
   * @returns the ids of the notices
   */
  async tell(
    tx: Knex.Transaction,
    events: readonly NotificationEvent[],
  ): Promise<string[]> {
    if (events.length === 0) {
      return [];
    }
    const { isMandatory, enqueue } = this.deps;
    const rows = events.map(notice =>
      noticeColumns({
        ...notice,
        id: newId(notice.at),
        is_mandatory: isMandatory(notice.type),
      }),
    );
    await insertMany(tx, 'notification_events', rows);
    await enqueue(
      tx,
      rows.map(({ id, act_id }) => ({ notice_id: id, after: null, act_id })),
    );
    return rows.map(({ id }) => id);
  }
}
