import {
  Access,
  Endpoint,
  Relation,
  Role,
} from '@callboard/plugin-callboard-common';

/** The tags of the API: each endpoint has one. */
export const tagDescriptions: Readonly<Record<string, string>> = {
  Activity: 'The activity log of the portal, with exports',
  Assistants: 'The tools that assistants can use',
  'Critical events': 'Events that admins should review, and their rules',
  Dashboards: 'Dashboards, their widgets, data, exports and email schedules',
  Departments: 'The tree of departments and their links to projects',
  Integrity: 'The seals of the activity log, and their verification',
  Me: 'The caller: their roles, live updates, search and resource names',
  Members: 'The members of workspaces and projects',
  Memberships: 'Memberships derived from departments and catalog groups',
  Notifications: 'Notifications, preferences, subscriptions, announcements',
  'Organisation and catalog': 'Departments and staff in the software catalog',
  Privacy: 'Access logs, personal data, erasure and pseudonyms',
  Projects: 'The projects of catalog entities',
  Retention: 'How long activity is stored',
  Staff: 'Employees and their departments',
  System: 'Health, background jobs and email status',
  Time: 'Worklogs, timesheets, timers, approval, capacity and calendars',
  Webhooks: 'Signed requests to other services, with their deliveries',
  'Work items': 'Work items, comments, states, labels, cycles and modules',
  Workspaces: 'Workspaces and their settings',
};

/**
 * The descriptions of path parameters that are not an id of the resource in the segment before
 * them.
 */
const pathParameters: Readonly<Record<string, string>> = {
  slug: 'The short name of the workspace',
  kind: 'The kind of the catalog entity',
  namespace: 'The namespace of the catalog entity',
  name: 'The name of the catalog entity',
  token: 'The secret of the calendar feed',
  subscriber: 'The name of the subscriber',
  change_id: 'The id of the change',
};

const LIST = 'separated by commas';
const IDS = `The ids to resolve, ${LIST}`;
const RANGE = 'inclusive, as `YYYY-MM-DD`';

/** The descriptions of query parameters whose schemas have none. */
const queryParameters: Readonly<Record<string, string>> = {
  access: 'Only resources with this access',
  activity_type: `Only time of these activity types, ${LIST}`,
  actor_user_id: 'An alias of `user_id`',
  as_of: 'The last day that counts, as `YYYY-MM-DD`; today by default',
  archived:
    'Filters by whether the notification is archived; `false` by default',
  assignees: `Only items assigned to one of these users, or to nobody (\`none\`), ${LIST}`,
  batch_id: 'Only the activity of this bulk action',
  billable: 'Filters by whether the time is billable',
  by: 'The resources by which the estimates are grouped',
  completed_at_from: `The first day of completion, ${RANGE}`,
  completed_at_to: `The last day of completion, ${RANGE}`,
  created_at_from: `The first day of creation, ${RANGE}`,
  created_at_to: `The last day of creation, ${RANGE}`,
  created_by: `Only items created by one of these users, ${LIST}`,
  cursor: 'The position to continue from: `next_cursor` of the previous page',
  cycle_id: `Only items of these cycles, or without a cycle (\`none\`), ${LIST}`,
  date: 'The day, as `YYYY-MM-DD`',
  date_from: `The first day, ${RANGE}`,
  date_range: 'A relative range of days, in place of `start` and `end`',
  date_to: `The last day, ${RANGE}`,
  department: 'Only people of this department',
  department_ids: `Only people of these departments, ${LIST}`,
  end: `The last day, ${RANGE}`,
  entity_id: 'Only the activity of this entity',
  estimate_points: `Only items with these points, or without points (\`none\`), ${LIST}`,
  estimate_points_max: 'Only items with at most this many points',
  estimate_points_min: 'Only items with at least this many points',
  estimate_time: `Only items with these estimates in minutes, or without an estimate (\`none\`), ${LIST}`,
  estimate_time_max: 'Only items with an estimate of at most this many minutes',
  estimate_time_min:
    'Only items with an estimate of at least this many minutes',
  external_id: `Only items with these ids in their source, ${LIST}`,
  from: 'The number of the first seal whose rows to verify',
  group: 'The key of the group within the bar',
  group_by: `The dimensions of the summary, ${LIST}`,
  head: 'The hash of a seal that the chain must contain',
  id: 'Only the activity with this id',
  ids: `${IDS}, of any type`,
  include: `Additional parts of the response, ${LIST}`,
  include_deleted: 'Whether to include deleted comments, without their text',
  is_acknowledged: 'Filters by whether the event is acknowledged',
  is_active: 'Filters by whether the department is active',
  is_archived: 'Filters by whether the resource is archived',
  is_draft: 'Filters by whether the item is a draft',
  is_favourite: 'Filters by whether the resource is a favourite of the caller',
  is_mine: 'Filters by whether the caller is a member of the project',
  kind: 'Only this kind of time off',
  keep_members: 'Whether people stay members of the project or workspace',
  key: 'The key of the bar',
  labels: `Only items with one of these labels, or without labels (\`none\`), ${LIST}`,
  level: 'Only departments of this level; the top level is 1',
  limit: 'The maximum number of items of the page',
  max_age: 'How old a computed response may be, in seconds',
  member_id: `Only these people, as user references, ${LIST}`,
  module_id: `Only items of these modules, or without a module (\`none\`), ${LIST}`,
  only_unread: 'Whether to return only unread notifications',
  order_by: 'The order; a leading `-` means descending',
  page: 'The number of the page, from 1; reaches only the first 100,000 rows',
  page_size: 'An alias of `limit`',
  parent: 'Only the children of this department',
  parent_id: `Only sub-items of these items, or items without a parent (\`none\`), ${LIST}`,
  priority: `Only items with one of these priorities, ${LIST}`,
  project: 'The project whose membership to explain',
  project_id: `Only these projects, ${LIST}`,
  project_ids: `Only these projects, ${LIST}`,
  q: 'A text to search for, ignoring case and accents',
  reassign_to:
    'The resource that takes over the content of the deleted resource',
  recursive: 'Whether to include the descendants of the department',
  role: 'Only members with this role',
  rule: 'Only events of this rule',
  search: 'A part of a name or identifier, ignoring case and accents',
  severity: 'Only notifications of this severity or higher',
  snoozed: 'Filters by whether the notification is snoozed; `false` by default',
  source: `Only items of these sources, ${LIST}`,
  start: `The first day, ${RANGE}`,
  start_date: `Only items that start on these days, or without a start date (\`none\`), ${LIST}`,
  start_date_from: `The first day on which items start, ${RANGE}`,
  start_date_to: `The last day on which items start, ${RANGE}`,
  state_group: `Only items in states of these groups, ${LIST}`,
  state_id: `Only items in these states, ${LIST}`,
  status: 'Only resources with this status',
  subscriber: 'Only changes that failed for this subscriber',
  tab: 'The tab of the analytics page',
  target_date: `Only items due on these days, or without a due date (\`none\`), ${LIST}`,
  target_date_from: `The first day on which items are due, ${RANGE}`,
  target_date_to: `The last day on which items are due, ${RANGE}`,
  to: 'The number of the last seal whose rows to verify',
  to_approve: 'Filters by whether the caller can approve the period',
  total: 'Whether to count all items',
  type: 'Only resources of this type',
  tz: "The IANA time zone that days are counted in; the workspace's by default",
  updated_at_from: `The first day of the last change, ${RANGE}`,
  updated_at_to: `The last day of the last change, ${RANGE}`,
  user_id: 'Only the activity of this user',
  user_ref: 'The user, as a reference such as `user:default/jane`',
  week: 'Any date in the week, as `YYYY-MM-DD`',
  work_item_id: `Only time on these work items, ${LIST}`,
  workspace: 'The short name of the workspace',
  workspace_id: 'Only this workspace',
  year: 'Only this calendar year',
};

/** The resource names that are not the singular of their path segment. */
const resourceNames: Readonly<Record<string, string>> = {
  folder: 'email',
  issues: 'work item',
  staff: 'staff member',
};

/** The name of a resource of a path segment: `work-items` → `work item`. */
function toResourceName(segment: string): string {
  const words = segment.replace(/-/g, ' ');
  const singular = words.endsWith('ies')
    ? `${words.slice(0, -3)}y`
    : words.replace(/s$/, '');
  return resourceNames[segment] ?? singular;
}

/**
 * Describes a parameter of an endpoint. By default, a path parameter is the id of the resource in
 * the segment before it.
 *
 * @returns undefined for an unknown name
 */
export function describeParameter(
  { path }: Pick<Endpoint, 'path'>,
  { in: location, name }: { in: string; name: string },
): string | undefined {
  if (location === 'query') {
    return path === '/resources' && name !== 'ids'
      ? IDS
      : queryParameters[name];
  }
  const [, segment] = path.match(`([\\w-]+)/\\{${name}\\}`) ?? [];
  return (
    pathParameters[name] ??
    (segment && `The id of the ${toResourceName(segment)}`)
  );
}

const relations: Readonly<Record<Relation, string>> = {
  assignee: 'an assignee of the work item',
  author: 'the author of the comment',
};

const describeRole = (role: Role, scope: string) =>
  role === 'admin'
    ? `Requires an admin of the ${scope}`
    : `Requires the role \`${role}\` or higher in the ${scope}`;

/** Describes in a sentence or two who may call an endpoint. */
export function describeAccess(access: Access): string {
  switch (access.kind) {
    case 'public':
      return 'Requires no credentials.';
    case 'user':
      return 'Requires a signed-in user.';
    case 'service':
      return 'Requires service credentials of another Backstage plugin.';
    case 'superAdmin':
      return 'Requires a super admin.';
    case 'activityReader':
      return 'Requires a super admin or a reader of all activity.';
    case 'anyAdmin':
      return 'Requires an admin of any workspace. The response covers the workspaces of which the caller is an admin.';
    case 'workspace':
      return [
        `${describeRole(access.role, 'workspace')}.`,
        access.everyoneInDefault
          ? ' In the workspace `default` every signed-in user may call this endpoint.'
          : '',
      ].join('');
    default:
      return 'only' in access
        ? `Requires ${relations[access.only]}.`
        : `${describeRole(access.role, 'project')}${
            access.or ? `, or ${relations[access.or]}` : ''
          }.`;
  }
}
