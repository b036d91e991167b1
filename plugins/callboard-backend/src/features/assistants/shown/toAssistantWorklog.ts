import { Worklog } from '@callboard/plugin-callboard-common';

/** A worklog for assistants. */
export function toAssistantWorklog(worklog: Worklog): object {
  return {
    worklog_id: worklog.id,
    item: worklog.work_item.identifier,
    title: worklog.work_item.title,
    user_ref: worklog.logged_by,
    user_name: worklog.logged_by_name,
    duration_minutes: worklog.duration_minutes,
    date: worklog.logged_at,
    description: worklog.description,
    is_billable: worklog.is_billable,
    activity_type: worklog.activity_type,
    period_status: worklog.period_status,
    source: worklog.source,
  };
}
