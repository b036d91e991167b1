import { notificationSeverities } from '@callboard/plugin-callboard-common';
import { JsonValue } from '@backstage/types';
import { Knex } from 'knex';
import { isOneOf } from '../../../database/bulk';
import { readInstant, readJson } from '../../../database/dialect';
import {
  noticeVisibilityCodes,
  readNoticeVisibility,
} from '../noticeVisibility';
import { NoticeAudience, NoticeToTell } from './NoticeToTell';

/** A notice that is stored. */
export interface NoticeRow
  extends Pick<
    NoticeToTell,
    | 'workspace_id'
    | 'project_id'
    | 'visibility'
    | 'type'
    | 'title'
    | 'body'
    | 'target_url'
    | 'severity'
    | 'actor_ref'
    | 'dedupe_key'
    | 'is_mention'
  > {
  id: string;
  work_item_id: string | null;
  is_mandatory: boolean;
  to: NoticeAudience;
  except: readonly string[];
  created_at: string;
}

/** The columns of a new notice. */
export function noticeColumns(
  notice: NoticeToTell & { id: string; is_mandatory: boolean },
) {
  const { visibility, severity, about, at, to, except, ...columns } = notice;
  return {
    ...columns,
    meta: columns.meta as Record<string, JsonValue>,
    visibility: noticeVisibilityCodes[visibility],
    severity: notificationSeverities.indexOf(severity),
    work_item_id: about?.work_item_id ?? null,
    is_for_admins: to.admins === true,
    audience: { to, except } as unknown as JsonValue,
    created_at: new Date(at),
  };
}

/** A notice; undefined for one that is gone. */
export async function findNotice(
  knex: Knex,
  id: string,
): Promise<NoticeRow | undefined> {
  const [notice] = await findNotices(knex, [id]);
  return notice;
}

/** Notices, in the order in which they were told. */
export async function findNotices(
  knex: Knex,
  ids: readonly string[],
): Promise<NoticeRow[]> {
  const rows = await knex('notices')
    .whereRaw(...isOneOf(knex, 'id', ids))
    .orderBy('id');
  return rows.map(readNotice);
}

function readNotice(row: any): NoticeRow {
  const { to, except } = readJson<any>(row.audience);
  return {
    id: row.id,
    workspace_id: row.workspace_id,
    project_id: row.project_id,
    work_item_id: row.work_item_id,
    visibility: readNoticeVisibility(row.visibility),
    type: row.type,
    title: row.title,
    body: row.body,
    target_url: row.target_url,
    severity: notificationSeverities[row.severity],
    actor_ref: row.actor_ref,
    dedupe_key: row.dedupe_key,
    is_mention: Boolean(row.is_mention),
    is_mandatory: Boolean(row.is_mandatory),
    to,
    except,
    created_at: readInstant(row.created_at),
  };
}
