import { MailedNotification } from '../MailSource';

/** Creates a notification with default values. */
export function newNotification(
  overrides: Partial<MailedNotification> = {},
): MailedNotification {
  return {
    id: '01900000-0000-7000-8000-00000000000a',
    type: 'work_item.assigned',
    label: 'Assigned to a work item',
    title: 'PAY-42 was assigned to you: Fix rounding',
    body: 'Mona Manager assigned this to you.',
    target_url: '/catalog/default/system/payments/work?item=1',
    severity: 'normal',
    count: 1,
    reason: 'You are an assignee of PAY-42.',
    actor_name: 'Mona Manager',
    workspace_id: '01900000-0000-7000-8000-000000000001',
    workspace_name: 'Default',
    project_name: 'Payments',
    work_item_id: '01900000-0000-7000-8000-000000000042',
    created_at: '2026-11-22T13:02:11.000Z',
    is_announcement: false,
    ...overrides,
  };
}
