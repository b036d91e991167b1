import { Knex } from 'knex';
import { jsonObjectsSql } from '../../../database/bulk';
import { queryRows } from '../../../database/statements';

export interface RecipientDraft {
  id: string;
  user_ref: string;
  visibility: number;
}

/** Columns that both recipient tables have, with the SQL of their values. */
const COLUMN_VALUES = {
  notification_event_id: 'notification_events.id',
  workspace_id: 'notification_events.workspace_id',
  project_id: 'notification_events.project_id',
  dashboard_id: 'notification_events.dashboard_id',
  type: 'notification_events.type',
  is_archived: 'false',
  sort_at: 'notification_events.created_at',
  count: '1',
};

/**
 * Builds the INSERT statement for recipients. Most columns come from the notification event, so the
 * number of bindings does not grow with the rows.
 *
 * @param extraValues - further columns, with the SQL of their values
 */
export function insertFromEvent(
  knex: Knex,
  table: 'notifications' | 'unread_notifications',
  notification_event_id: string,
  drafts: readonly RecipientDraft[],
  extraValues: Record<string, string>,
): { sql: string; bindings: string[] } {
  const columns = { ...COLUMN_VALUES, ...extraValues };
  const draftsTable = jsonObjectsSql(knex, 'drafts', {
    id: 'uuid',
    user_ref: 'text',
    visibility: 'smallint',
  });
  return {
    sql: `INSERT INTO ${table} (id, user_ref, visibility, ${Object.keys(
      columns,
    ).join(', ')})
      SELECT drafts.id, drafts.user_ref, drafts.visibility, ${Object.values(
        columns,
      ).join(', ')}
      FROM ${draftsTable} CROSS JOIN notification_events WHERE notification_events.id = ?`,
    bindings: [JSON.stringify(drafts), notification_event_id],
  };
}

/**
 * Inserts recipients and skips existing ones.
 *
 * @returns the new recipients
 */
export async function insertRecipients(
  tx: Knex,
  notification_event_id: string,
  drafts: readonly RecipientDraft[],
): Promise<Array<{ id: string; user_ref: string }>> {
  const { sql, bindings } = insertFromEvent(
    tx,
    'notifications',
    notification_event_id,
    drafts,
    {
      severity: 'notification_events.severity',
      created_at: 'notification_events.created_at',
      updated_at: 'notification_events.created_at',
    },
  );
  return queryRows(
    tx,
    `${sql}
     ON CONFLICT (notification_event_id, user_ref) DO NOTHING RETURNING id, user_ref`,
    bindings,
  );
}
