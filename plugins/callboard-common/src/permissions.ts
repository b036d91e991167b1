import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Reading the activity of all workspaces. Callboard's own roles decide first;
 * a policy of the portal can only restrict them further.
 *
 * @public
 */
export const callboardActivityReadAllPermission = createPermission({
  name: 'callboard.activity.read.all',
  attributes: { action: 'read' },
});

/**
 * Seeing who people are in activity, where `callboard.activity.privacy` is
 * `pseudonymous`. No role includes it: the policy of the portal alone decides.
 *
 * @public
 */
export const callboardActivityReadNamedPermission = createPermission({
  name: 'callboard.activity.read.named',
  attributes: { action: 'read' },
});

/**
 * Finding out whose a pseudonym is. Callboard's own roles decide first; a policy of
 * the portal can only restrict them further.
 *
 * @public
 */
export const callboardActivityUnmaskPermission = createPermission({
  name: 'callboard.activity.unmask',
  attributes: { action: 'read' },
});

/**
 * Changing departments, staff and what follows from them. Callboard's own roles
 * decide first here, too.
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
 * Permission to find a work item in the portal's search. Callboard's own pages and
 * endpoints do not use it: there, Callboard's roles decide.
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
