import { AuditedActivity } from '@callboard/plugin-callboard-node';
import { ActivityRow } from '../../../changes/log/ActivityRow';

/**
 * Converts an audit event to a row of the log. Only admins and the actor may see actions on
 * other plugins' resources.
 */
export function toAuditRow(
  { at, user_ref, display_name, metadata, ...action }: AuditedActivity,
  columns: Pick<ActivityRow, 'id' | 'workspace_id' | 'ip'>,
  person: { display_name: string; email: string | null } | undefined,
): ActivityRow {
  return {
    ...action,
    ...columns,
    metadata: metadata as ActivityRow['metadata'],
    project_id: null,
    visibility: 'admins',
    people: [],
    user_id: user_ref,
    user_name: person?.display_name ?? display_name,
    user_email: person?.email ?? null,
    changes: [],
    created_at: at.getTime(),
    batch_id: null,
    is_detail: false,
    // The event occurred earlier and may have waited for the database.
    is_dated: true,
    source: 'auditor',
    request_id: null,
  };
}
