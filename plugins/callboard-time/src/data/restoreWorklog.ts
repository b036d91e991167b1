import {
  endpoints,
  type CallboardClient,
  type Worklog,
} from '@callboard/plugin-callboard-common';

/** Recreates a deleted worklog with all its fields. */
export function restoreWorklog(
  client: CallboardClient,
  slug: string,
  worklog: Worklog,
): Promise<Worklog> {
  const { project_id: pid, work_item_id: iid } = worklog;
  return client.call(endpoints.createWorklog, {
    params: { slug, pid, iid },
    body: {
      duration_minutes: worklog.duration_minutes,
      logged_at: worklog.logged_at,
      description: worklog.description,
      started_at: worklog.started_at,
      is_billable: worklog.is_billable,
      activity_type: worklog.activity_type,
    },
  });
}
