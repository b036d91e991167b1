import {
  WorkItem,
  Activity,
  Worklog,
  endpoints,
  Resource,
} from '@callboard/plugin-callboard-common';
import { chunk, uniq } from 'lodash';
import { cutText } from '../../database/text';
import { AssistantUser } from './AssistantAction';

/** Converts an activity entry for assistants: truncates long texts, and adds the names of ids. */
export function toAssistantActivity(row: Activity): object {
  return {
    at: row.created_at,
    user_ref: row.user_id,
    user_name: row.user_name,
    action: row.action,
    entity_type: row.entity_type,
    entity_id: row.entity_id,
    entity_label: row.entity_label,
    // Creations and deletions list all fields, including empty ones.
    changes: row.changes
      .filter(change => change.old_value !== null || change.new_value !== null)
      .map(({ field, old_value, new_value }) => ({
        field,
        old_value: cutTexts(old_value),
        new_value: cutTexts(new_value),
      })),
    names: row.metadata?.names,
    batch_id: row.batch_id,
    source: row.source,
  };
}

/** The maximum length of an old or new value in an activity entry. */
const MAX_TEXT_LENGTH = 500;

function cutTexts(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.length > MAX_TEXT_LENGTH
      ? `${cutText(value, MAX_TEXT_LENGTH)}…`
      : value;
  }
  if (Array.isArray(value)) {
    return value.map(cutTexts);
  }
  return value;
}

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

/** Converts work items for assistants: names instead of ids, and no description. */
export async function toAssistantWorkItems(
  user: AssistantUser,
  items: readonly WorkItem[],
): Promise<object[]> {
  const resources = await readVisibleResources(user, {
    work_items: items.map(({ id }) => id),
    work_states: items.map(({ state_id }) => state_id),
    labels: items.flatMap(({ labels }) => labels),
    projects: items.map(({ project_id }) => project_id),
  });
  const getResourceTitle = (id: string) => resources.get(id)?.title ?? null;
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
    url: resources.get(item.id)?.url ?? null,
  }));
}

const MAX_IDS_PER_REQUEST = 50;

/** The ids of resources, by the parameter that `listResources` has for their kind. */
type ResourceIds = Partial<
  Record<
    'departments' | 'labels' | 'projects' | 'work_items' | 'work_states',
    readonly (string | null)[]
  >
>;

/** Returns the resources that the user can see, by id. */
export async function readVisibleResources(
  user: AssistantUser,
  resources: ResourceIds,
): Promise<ReadonlyMap<string, Resource>> {
  const requests = Object.entries(resources).flatMap(([kind, ids]) =>
    chunk(uniq(ids.flatMap(id => id ?? [])), MAX_IDS_PER_REQUEST).map(
      requestedIds => ({ [kind]: requestedIds.join(',') }),
    ),
  );
  const responses = await Promise.all(
    requests.map(query => user.call(endpoints.listResources, { query })),
  );
  return new Map(
    responses.flatMap(({ items }) =>
      items.map((resource): [string, Resource] => [resource.id, resource]),
    ),
  );
}
