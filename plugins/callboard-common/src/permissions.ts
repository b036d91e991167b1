import {
  BasicPermission,
  createPermission,
  Permission,
  PermissionAttributes,
  ResourcePermission,
} from '@backstage/plugin-permission-common';

/** The resource type of work items in the permission framework. @public */
export const RESOURCE_TYPE_WORK_ITEM = 'callboard-work-item';

/**
 * The resource type of projects in the permission framework. The permissions on an existing project
 * and its content have this type, so that a policy can grant them by project. The permissions to
 * join a project and to import or ingest content do not have this type. The resource reference is
 * the project's id.
 *
 * @public
 */
export const RESOURCE_TYPE_PROJECT = 'callboard-project';

/**
 * The resource type of workspaces in the permission framework. These permissions have this type:
 *
 * - the permissions on an existing workspace and on its content outside projects
 * - the permissions to create and to join projects of the workspace
 * - the permissions to import content
 *
 * The resource reference is the workspace's slug.
 *
 * @public
 */
export const RESOURCE_TYPE_WORKSPACE = 'callboard-workspace';

/** The message of 403 errors that the portal's permission policy causes. @public */
export const POLICY_DENIAL = "The portal's policy does not allow this";

/** The permission attribute `action` of each action; `update` for all others. */
const attributes: Record<string, PermissionAttributes['action']> = {
  read: 'read',
  create: 'create',
  import: 'create',
  ingest: 'create',
  join: 'create',
  delete: 'delete',
};

/**
 * Returns a function that creates permissions of one resource, by action.
 *
 * @param resourceType - the type by which a policy can grant the permissions; none by default
 */
const definePermissions =
  <Defined extends Permission>(resourceType?: string) =>
  <Action extends string>(resource: string, ...actions: Action[]) =>
    Object.fromEntries(
      actions.map(action => [
        action,
        createPermission({
          name: `callboard.${resource}.${action}`,
          attributes: { action: attributes[action] ?? 'update' },
          ...(resourceType && { resourceType }),
        } as { name: string; attributes: PermissionAttributes }),
      ]),
    ) as Record<Action, Defined>;

/** Permissions that a policy can grant or deny only as a whole. */
const inPortal = definePermissions<BasicPermission>();

/** Permissions that a policy can also grant by workspace. */
const inWorkspace = definePermissions<
  ResourcePermission<typeof RESOURCE_TYPE_WORKSPACE>
>(RESOURCE_TYPE_WORKSPACE);

/** Permissions that a policy can also grant by project or workspace. */
const inProject = definePermissions<
  ResourcePermission<typeof RESOURCE_TYPE_PROJECT>
>(RESOURCE_TYPE_PROJECT);

/**
 * The permissions that endpoints require in addition to Callboard's roles, by resource and action.
 * A policy of the portal can only restrict the roles further.
 *
 * @public
 */
export const permissions = {
  workspace: {
    ...inPortal('workspace', 'create'),
    ...inWorkspace('workspace', 'update', 'delete'),
  },
  workspaceMember: inWorkspace(
    'workspace-member',
    'create',
    'update',
    'delete',
  ),
  project: {
    ...inWorkspace('project', 'create', 'join'),
    ...inProject('project', 'update'),
  },
  projectMember: inProject('project-member', 'create', 'update', 'delete'),
  projectSubscription: inProject('project-subscription', 'update', 'delete'),

  department: inWorkspace('department', 'create', 'update', 'delete', 'import'),
  departmentLink: inWorkspace('department-link', 'create', 'delete'),
  staff: inWorkspace('staff', 'read', 'create', 'update', 'delete', 'import'),
  membership: inWorkspace('membership', 'read', 'sync'),
  organisation: inWorkspace('organisation', 'import'),

  workItem: {
    ...inProject('work-item', 'create', 'update', 'delete'),
    ...inWorkspace('work-item', 'import'),
    ...inPortal('work-item', 'ingest'),
  },
  workItemSubscription: inProject('work-item-subscription', 'update', 'delete'),
  comment: {
    ...inProject('comment', 'create', 'update', 'delete'),
    ...inPortal('comment', 'ingest'),
  },
  state: inProject('state', 'create', 'update', 'delete'),
  label: inProject('label', 'create', 'update', 'delete'),
  cycle: inProject('cycle', 'create', 'update', 'delete'),
  module: inProject('module', 'create', 'update', 'delete'),

  worklog: {
    ...inProject('worklog', 'read', 'create', 'update', 'delete'),
    ...inWorkspace('worklog', 'import'),
  },
  timesheet: inWorkspace(
    'timesheet',
    'read',
    'update',
    'submit',
    'recall',
    'approve',
    'reject',
    'reopen',
  ),
  timer: inPortal('timer', 'update', 'delete'),
  timeSuggestion: inPortal('time-suggestion', 'accept', 'delete'),
  timeSettings: inWorkspace('time-settings', 'update'),
  holiday: inWorkspace('holiday', 'create', 'delete', 'import'),
  timeOff: inWorkspace('time-off', 'read', 'create', 'delete'),
  capacity: inWorkspace('capacity', 'read'),
  workSchedule: inWorkspace('work-schedule', 'read', 'update'),
  timeBalance: inWorkspace('time-balance', 'read'),
  timeAdjustment: inWorkspace('time-adjustment', 'read', 'create'),
  leaveEntitlement: inWorkspace('leave-entitlement', 'read', 'update'),
  calendarFeed: inPortal('calendar-feed', 'create', 'delete'),

  dashboard: inWorkspace('dashboard', 'read', 'create', 'update', 'delete'),
  dashboardSchedule: inWorkspace(
    'dashboard-schedule',
    'read',
    'create',
    'update',
    'delete',
  ),
  dashboardSubscription: inWorkspace(
    'dashboard-subscription',
    'update',
    'delete',
  ),
  dashboardFavourite: inWorkspace('dashboard-favourite', 'update', 'delete'),

  activity: inWorkspace('activity', 'read', 'create'),
  activityCounts: inPortal('activity-counts', 'read', 'update'),
  seal: inPortal('seal', 'read'),
  verification: inPortal('verification', 'read', 'create', 'cancel'),
  erasure: inPortal('erasure', 'read', 'create'),
  retention: inPortal('retention', 'read', 'update'),
  criticalEvent: inPortal('critical-event', 'read', 'acknowledge'),
  criticalRule: inPortal('critical-rule', 'read', 'update'),

  notification: inPortal('notification', 'create', 'update'),
  notificationPreferences: inPortal('notification-preferences', 'update'),
  announcement: inWorkspace('announcement', 'read', 'create'),
  webhook: inWorkspace('webhook', 'read', 'create', 'update', 'delete', 'test'),
  webhookDelivery: inWorkspace('webhook-delivery', 'read', 'replay'),

  deadLetter: inPortal('dead-letter', 'read', 'retry'),
  subscriber: inPortal('subscriber', 'read', 'delete'),
  queue: inPortal('queue', 'read', 'retry'),
  mail: inPortal('mail', 'read'),
  assistant: inPortal('assistant', 'read'),
};

/**
 * Permission to read the activity of all workspaces.
 *
 * @public
 */
export const callboardActivityReadAllPermission = createPermission({
  name: 'callboard.activity.read.all',
  attributes: { action: 'read' },
});

/**
 * Permission to see real names in activity if `callboard.activity.privacy` is `pseudonymous`. No
 * role includes it: only the policy of the portal decides.
 *
 * @public
 */
export const callboardActivityReadNamedPermission = createPermission({
  name: 'callboard.activity.read.named',
  attributes: { action: 'read' },
});

/**
 * Permission to resolve a pseudonym.
 *
 * @public
 */
export const callboardActivityUnmaskPermission = createPermission({
  name: 'callboard.activity.unmask',
  attributes: { action: 'read' },
});

/**
 * Permission to read work items and their comments. A policy can also grant it by item; then the
 * portal's search filters its results by the policy's condition. Callboard's endpoints treat a
 * conditional decision as an approval, because the only rule for conditions allows the same items
 * as Callboard's roles.
 *
 * @public
 */
export const callboardWorkItemReadPermission = createPermission({
  name: 'callboard.work-item.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_WORK_ITEM,
});

/** Every permission of Callboard. @public */
export const callboardPermissions: Permission[] = [
  ...Object.values(permissions).flatMap<Permission>(byAction =>
    Object.values(byAction),
  ),
  callboardActivityReadAllPermission,
  callboardActivityReadNamedPermission,
  callboardActivityUnmaskPermission,
  callboardWorkItemReadPermission,
];
