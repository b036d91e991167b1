import { idOf, NOW } from '@callboard/plugin-callboard-react/testUtils';
import type { Activity } from '@callboard/plugin-callboard-common';

/** A page of the log with these rows. Makes up the fields that they leave out. */
export function answerHistory(rows: readonly Partial<Activity>[]) {
  return {
    success: true as const,
    activities: rows.map(
      (row, at): Activity => ({
        id: idOf('item', 1_000 + at),
        workspace_id: idOf('workspace', 1),
        user_id: 'user:default/max.member',
        user_name: 'Max Member',
        user_email: null,
        action: 'update',
        entity_type: 'work_item',
        entity_id: idOf('item', 1),
        entity_label: null,
        metadata: null,
        changes: [],
        created_at: NOW,
        batch_id: null,
        source: 'backend',
        ip: null,
        request_id: null,
        ...row,
      }),
    ),
    total: rows.length,
    page: null,
    limit: 50,
    next_cursor: null,
  };
}
