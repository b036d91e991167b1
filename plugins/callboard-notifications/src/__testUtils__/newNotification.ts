import type { Notification } from '@callboard/plugin-callboard-common';

export const WORKSPACE = '01900000-0000-7000-8000-000000000001';

let made = 0;

/** A notification that nobody has read, with what a test says of it. */
export function newNotification(
  given: Partial<Notification> = {},
): Notification {
  made += 1;
  const created_at = given.created_at ?? new Date().toISOString();
  return {
    id: `01900000-0000-7000-9000-${String(made).padStart(12, '0')}`,
    workspace_id: WORKSPACE,
    workspace_slug: 'default',
    type: 'work_item.commented',
    title: `Notification ${made}`,
    body: null,
    target_url: null,
    severity: 'normal',
    meta: {},
    actor_ref: 'user:default/mona.manager',
    is_read: false,
    is_archived: false,
    snoozed_until: null,
    count: 1,
    thread: null,
    reason: { rule: 'test', text: 'You follow this work item.' },
    created_at,
    updated_at: created_at,
    ...given,
  };
}
