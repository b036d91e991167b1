import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Permission to read the activity of all workspaces. Callboard's own roles decide first; a policy
 * of the portal can only restrict them further.
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
 * Permission to resolve a pseudonym. Callboard's own roles decide first; a policy of the portal can
 * only restrict them further.
 *
 * @public
 */
export const callboardActivityUnmaskPermission = createPermission({
  name: 'callboard.activity.unmask',
  attributes: { action: 'read' },
});

/**
 * Permission to change departments, staff and everything derived from them. Callboard's own roles
 * decide first.
 *
 * @public
 */
export const callboardOrganisationWritePermission = createPermission({
  name: 'callboard.organisation.write',
  attributes: { action: 'update' },
});

/** The resource type of work items in the permission framework. @public */
export const RESOURCE_TYPE_WORK_ITEM = 'callboard-work-item';

/**
 * Permission to find a work item in the portal's search. Callboard's own pages and endpoints use
 * its roles instead.
 *
 * @public
 */
export const callboardWorkItemReadPermission = createPermission({
  name: 'callboard.work-item.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_WORK_ITEM,
});

/** Every permission of Callboard. @public */
export const callboardPermissions = [
  callboardActivityReadAllPermission,
  callboardActivityReadNamedPermission,
  callboardActivityUnmaskPermission,
  callboardOrganisationWritePermission,
  callboardWorkItemReadPermission,
];
