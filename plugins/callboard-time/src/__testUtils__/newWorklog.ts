import { stored } from '@callboard/plugin-callboard-react/testUtils';
import type { WorkItem, Worklog } from '@callboard/plugin-callboard-common';

/** An entry on an item. */
export function newWorklog(
  { id, project_id, identifier, title }: WorkItem,
  values: Partial<Worklog>,
): Worklog {
  return {
    ...stored('worklog', 1),
    project_id,
    work_item_id: id,
    work_item: { id, identifier, title },
    logged_by: 'user:default/max.member',
    logged_by_name: 'Max Member',
    duration_minutes: 60,
    description: null,
    logged_at: '2026-11-18',
    started_at: null,
    is_billable: false,
    activity_type: null,
    source: 'manual',
    period_status: 'open',
    ...values,
  };
}
