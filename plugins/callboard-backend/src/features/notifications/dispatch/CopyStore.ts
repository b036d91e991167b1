import { Knex } from 'knex';
import { isOneOf } from '../../../database/bulk';
import { newId } from '../../../database/ids';
import { noticeVisibilityCodes } from '../noticeVisibility';
import { UnreadStore } from '../unread/UnreadStore';
import { Audience } from './AudienceReader';
import { RecipientDraft, insertCopies } from './insertCopies';
import { NoticeRow } from './NoticeRow';

/** Somebody's copy of a notice. */
export interface Copy {
  id: string;
  user_ref: string;
  /** False where an unread copy took the new text and counted. */
  is_new: boolean;
}

/** The tables of people's copies. */
export class CopyStore {
  private readonly unread = new UnreadStore();

  /**
   * Gives people their copies of a notice; those who have one keep it as it is.
   *
   * @param people - each at most once
   * @param admins - those of them who are told as admins only
   */
  async add(
    tx: Knex,
    notice: NoticeRow,
    people: readonly string[],
    admins: Audience['admins'],
  ): Promise<Copy[]> {
    const at = Date.parse(notice.created_at);
    const drafts = people.map(user_ref => ({
      id: newId(at),
      user_ref,
      visibility:
        noticeVisibilityCodes[
          admins.has(user_ref) ? 'admins' : notice.visibility
        ],
    }));
    return notice.dedupe_key === null
      ? this.addNew(tx, notice.id, drafts)
      : this.addOrCount(tx, notice.id, drafts);
  }

  private async addNew(
    tx: Knex,
    notice_id: string,
    drafts: readonly RecipientDraft[],
  ): Promise<Copy[]> {
    const added = await insertCopies(tx, notice_id, drafts);
    await this.unread.add(
      tx,
      added.map(({ id }) => id),
    );
    return added.map(({ id, user_ref }) => ({ id, user_ref, is_new: true }));
  }

  /** What is unread decides whether a copy is new, so it comes first. */
  private async addOrCount(
    tx: Knex,
    notice_id: string,
    drafts: readonly RecipientDraft[],
  ): Promise<Copy[]> {
    const existing = await this.whoHas(
      tx,
      notice_id,
      drafts.map(({ user_ref }) => user_ref),
    );
    const due = drafts.filter(({ user_ref }) => !existing.has(user_ref));
    const unread = await this.unread.addOrCount(tx, notice_id, due);
    const copies = unread.map(({ id, user_ref, count }) => ({
      id,
      user_ref,
      is_new: count === 1,
    }));
    const isNew = new Set(
      copies.filter(({ is_new }) => is_new).map(({ id }) => id),
    );
    await insertCopies(
      tx,
      notice_id,
      due.filter(({ id }) => isNew.has(id)),
    );
    await this.takeOn(
      tx,
      copies.filter(({ is_new }) => !is_new).map(({ id }) => id),
    );
    return copies;
  }

  /** Gives copies the notices that have counted with them. */
  private async takeOn(tx: Knex, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) {
      return;
    }
    const [condition, bindings] = isOneOf(tx, 'notifications.id', ids);
    await tx.raw(
      `UPDATE notifications SET
         notice_id = unread.notice_id,
         project_id = unread.project_id,
         dashboard_id = unread.dashboard_id,
         visibility = unread.visibility,
         type = unread.type,
         sort_at = unread.sort_at,
         count = unread.count,
         severity = notification_events.severity,
         updated_at = notification_events.created_at
       FROM unread_notifications AS unread
       JOIN notification_events ON notification_events.id = unread.notice_id
       WHERE unread.id = notifications.id AND ${condition}`,
      bindings,
    );
  }

  /** Those of some people who have a copy of a notice. */
  private async whoHas(
    tx: Knex,
    notice_id: string,
    people: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const refs: string[] = await tx('notifications')
      .where({ notice_id })
      .whereRaw(...isOneOf(tx, 'user_ref', people, 'text'))
      .pluck('user_ref');
    return new Set(refs);
  }
}
