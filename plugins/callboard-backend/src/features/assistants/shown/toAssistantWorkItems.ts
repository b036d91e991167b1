import { WorkItem } from '@callboard/plugin-callboard-common';
import { AssistantUser } from '../AssistantUser';
import { listResourceNames } from '../finding/listResourceNames';

/** Work items for assistants: names instead of ids, and no description. */
export async function toAssistantWorkItems(
  person: AssistantUser,
  items: readonly WorkItem[],
): Promise<object[]> {
  const names = await listResourceNames(person, {
    work_items: items.map(({ id }) => id),
    work_states: items.map(({ state_id }) => state_id),
    labels: items.flatMap(({ labels }) => labels),
    projects: items.map(({ project_id }) => project_id),
  });
  const getResourceTitle = (id: string) => names.get(id)?.title ?? null;
  return items.map(item => ({
    identifier: item.identifier,
    title: item.title,
    project: getResourceTitle(item.project_id),
    state: getResourceTitle(item.state_id),
    state_group: item.state_group,
    priority: item.priority,
    assignees: item.assignees,
    labels: item.labels.map(id => getResourceTitle(id) ?? id),
    estimate_points: item.estimate_points,
    estimate_minutes: item.estimate_time,
    start_date: item.start_date,
    target_date: item.target_date,
    created_by: item.created_by,
    created_at: item.created_at,
    updated_at: item.updated_at,
    completed_at: item.completed_at,
    is_draft: item.is_draft,
    is_archived: item.archived_at !== null,
    source: item.source,
    external_url: item.external_url,
    url: names.get(item.id)?.url ?? null,
  }));
}
