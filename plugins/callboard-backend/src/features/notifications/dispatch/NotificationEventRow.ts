import { notificationSeverities } from '@callboard/plugin-callboard-common';
import { JsonValue } from '@backstage/types';
import { Knex } from 'knex';
import { findKey } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { readInstant, readJson } from '../../../database/dialect';
import {
  eventVisibilityCodes,
  EventVisibility,
  NotificationEvent,
} from './NotificationEvent';

export interface NotificationEventRow
  extends Required<
    Pick<
      NotificationEvent,
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
    >
  > {
  id: string;
  work_item_id: string | null;
  dashboard_id: string | null;
  is_mandatory: boolean;
  action_id: string | null;
  audience: StoredAudience;
  created_at: string;
}

type StoredAudience = Pick<
  NotificationEvent,
  'to' | 'unless_notified' | 'is_chosen'
> & { except: readonly string[] };

export function toNotificationEventColumns(
  notificationEvent: NotificationEvent & { id: string; is_mandatory: boolean },
) {
  const { visibility, severity, about, at, ...more } = notificationEvent;
  const { to, except = [], unless_notified, is_chosen, ...columns } = more;
  const audience: StoredAudience = { to, except, unless_notified, is_chosen };
  return {
    ...columns,
    body: columns.body ?? null,
    target_url: columns.target_url ?? null,
    meta: (columns.meta ?? {}) as Record<string, JsonValue>,
    dedupe_key: columns.dedupe_key ?? null,
    is_mention: columns.is_mention ?? false,
    visibility: eventVisibilityCodes[visibility],
    severity: notificationSeverities.indexOf(severity),
    work_item_id: about?.work_item_id ?? null,
    // The fan-out sets this flag at its end. New admins then receive the event, too.
    is_for_admins: false,
    action_id: columns.action_id ?? null,
    dashboard_id: columns.dashboard_id ?? null,
    audience: audience as unknown as JsonValue,
    created_at: new Date(at),
  };
}

/** Finds a notification event; undefined if it was deleted. */
export async function findNotificationEvent(
  knex: Knex,
  id: string,
): Promise<NotificationEventRow | undefined> {
  const [notificationEvent] = await findNotificationEvents(knex, [id]);
  return notificationEvent;
}

/** Finds notification events, in the order of their creation. */
export async function findNotificationEvents(
  knex: Knex,
  ids: readonly string[],
): Promise<NotificationEventRow[]> {
  const rows = await knex('notification_events')
    .whereRaw(...inListSql(knex, 'id', ids))
    .orderBy('id');
  return rows.map(readEventRow);
}

function readEventRow(row: any): NotificationEventRow {
  return {
    ...row,
    visibility: findKey(
      eventVisibilityCodes,
      code => code === row.visibility,
    ) as EventVisibility,
    severity: notificationSeverities[row.severity],
    is_mention: Boolean(row.is_mention),
    is_mandatory: Boolean(row.is_mandatory),
    audience: readJson(row.audience),
    created_at: readInstant(row.created_at),
  };
}
