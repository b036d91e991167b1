import { notificationSeverities } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { insertReturning, isOneOf } from '../../../database/bulk';
import { newId } from '../../../database/ids';
import { noticeVisibilityCodes } from '../noticeVisibility';
import { Audience } from './AudienceReader';
import { NoticeRow } from './NoticeRow';

/** Somebody's copy of a notice. */
export interface Copy {
  id: string;
  user_ref: string;
  /** False where an unread copy took the new text and counted. */
  is_new: boolean;
}

/** What an unread copy takes of a later notice with the same key. */
const TAKEN = [
  'notice_id',
  'project_id',
  'visibility',
  'type',
  'severity',
  'updated_at',
];

/** Ids of notices are in the order in which things happened. */
const IS_LATER = 'excluded.notice_id > notifications.notice_id';

/**
 * What follows the rows of copies: those that somebody has not read yet take the
 * new text and count. A snoozed one stays away until it comes back.
 */
const COUNT_INSTEAD = `
  ON CONFLICT (user_ref, workspace_id, dedupe_key) WHERE dedupe_key IS NOT NULL
  DO UPDATE SET
    count = notifications.count + 1,
    ${TAKEN.map(
      column =>
        `${column} = CASE WHEN ${IS_LATER} THEN excluded.${column} ELSE notifications.${column} END`,
    ).join(', ')},
    sort_at = CASE WHEN notifications.sort_at > excluded.sort_at
      THEN notifications.sort_at ELSE excluded.sort_at END
  RETURNING id, user_ref, count`;

/** The table of people's copies. */
export class CopyStore {
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
    const told = await this.whoHas(tx, notice.id, people);
    const at = Date.parse(notice.created_at);
    const moment = new Date(at);
    const codeOf = (user_ref: string) =>
      noticeVisibilityCodes[
        admins.has(user_ref) ? 'admins' : notice.visibility
      ];
    const rows = people
      .filter(ref => !told.has(ref))
      .map(user_ref => ({
        id: newId(at),
        user_ref,
        notice_id: notice.id,
        workspace_id: notice.workspace_id,
        project_id: notice.project_id,
        visibility: codeOf(user_ref),
        type: notice.type,
        severity: notificationSeverities.indexOf(notice.severity),
        is_read: false,
        is_archived: false,
        snoozed_until: null,
        count: 1,
        dedupe_key: notice.dedupe_key,
        created_at: moment,
        updated_at: moment,
        sort_at: moment,
      }));
    const added = await insertReturning<{
      id: string;
      user_ref: string;
      count: number;
    }>(tx, { table: 'notifications', rows }, COUNT_INSTEAD);
    return added.map(({ id, user_ref, count }) => ({
      id,
      user_ref,
      is_new: count === 1,
    }));
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
